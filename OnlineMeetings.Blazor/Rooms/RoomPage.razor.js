// @ts-check
// The room's glue between the media engine in the shell and this frame's circuit. What a click does to media happens here,
// in the click itself; the server is told afterwards.

import { shell } from '../js/outer.js';
import { showCode } from '../js/code-view.js';
import { copyDiagnostics } from '../js/copy-diagnostics.js';
import { HealthView } from '../js/health-view.js';
import * as keys from '../js/keys.js';
import { LostDevices } from '../js/lost-devices.js';
import * as reactions from '../js/reactions.js';
import { Sight } from '../js/rtc/sight.js';
import { sayOn } from '../js/said.js';
import { Share } from '../js/share.js';
import { hushSoundless, showSoundless } from '../js/soundless.js';

/** The server seals a fresh token this often, so that the way back stays open. */
const RENEW_TOKEN_EVERY = 60_000;

/**
 * @typedef {import('../js/engine.js').RoomState} RoomState
 * @typedef {import('../js/engine.js').SignalMessage} SignalMessage
 */

export const { engine } = shell;

/** This frame may be replaced at any time, while the engine lives on: then nothing of it may stay there. */
export const frameGone = new AbortController();
const { signal } = frameGone;

/** What of the others is seen here; their browsers send no more. */
const sight = new Sight((id, wish) => engine.show(id, wish));
signal.addEventListener('abort', () => sight.close());

/** @type {any} */ let page;
/** @type {Record<string, string>} */ let texts = {};
let isConnected = true;
let isLeaving = false;
/** What the others were last told of microphone and camera. */
let told = { microphone: false, camera: false };

/** @param {string} key */
export const say = (key) => texts[key] ?? '';

const health = new HealthView((id) => engine.healthOf(id), say);
const lostDevices = new LostDevices(engine.devices, say);
const refuse = (/** @type {string} */ sentence) => showFault('screen', sentence);
const share = new Share({ screen: engine.screen, words: 'screen', tell: (on) => tell('Share', on), say, refuse, signal });
const recording = new Share({ screen: engine.recording, words: 'recording', tell: (on) => tell('Record', on), say, refuse, signal });

/**
 * Connects this page with the engine. True where this tab was inside before and is let in again by itself; who waited
 * before the door asks again.
 * @param {any} dotNetPage @param {Record<string, string>} sentences
 */
export async function open(dotNetPage, sentences) {
  page = dotNetPage;
  texts = sentences;
  engine.carrier = carry;
  addEventListener('pagehide', () => frameGone.abort(), { signal });
  document.addEventListener('click', onClick);
  document.documentElement.toggleAttribute('data-no-screens', !engine.screen.isSupported);
  keys.listen({ isMuted, toggleMicrophone: () => toggle('microphone'), signal });
  // A file dropped beside its place would be opened here and end the room.
  for (const type of ['dragover', 'drop']) addEventListener(type, (event) => event.preventDefault());
  addEventListener('circuitdown', onCircuitDown);
  addEventListener('circuitup', onCircuitUp);
  engine.addEventListener('devices', () => { showDevices(); showTurn(); tellChanges(); }, { signal });
  engine.addEventListener('streams', showPictures, { signal });
  engine.addEventListener('speaking', showSpeaker, { signal });
  engine.addEventListener('code', () => showCode(engine.code), { signal });
  engine.addEventListener('health', () => health.show(), { signal });
  new MutationObserver(() => { showPictures(); showDevices(); showCode(engine.code); health.show(); }).observe(document.body, { childList: true, subtree: true });
  setInterval(renew, RENEW_TOKEN_EVERY);
  showDevices();
  showTurn();
  if (engine.memory.place) return comeBack(engine.memory.place);
  return shell.wish ? join(shell.wish) : false;
}

/**
 * Comes in by what the door knows now.
 * @param {{ pass?: string | null, wantsSeat: boolean }} wish
 * @returns {Promise<boolean>} false where one stays outside; the page says why
 */
export async function join({ pass = null, wantsSeat }) {
  shell.wish = null;
  lostDevices.accept();
  const devices = wantsSeat ? devicesNow() : { microphone: false, camera: false };
  const isIn = await enter({ pass, token: null, wantsSeat, freshMedia: engine.isFresh, devices });
  tellChanges();
  return isIn;
}

/** Who has a seat has changed. Resolves when the room may be drawn. @param {RoomState} state */
export function place(state) {
  const placed = engine.place(state);
  if (state.me) engine.memory.remember({ wantsSeat: true });
  return placed;
}

/** What leads back to the place of now. @param {string} token */
export function keep(token) {
  if (engine.memory.place) engine.memory.remember({ token });
}

/** @param {SignalMessage[]} signals */
export function receive(signals) {
  engine.receive(signals);
}

/** The meeting is over for this page. */
export function putOut() {
  engine.leave();
}

/** The seat is gone: the light of the camera goes out, and F5 asks for no seat. */
export function goSilent() {
  told = { microphone: false, camera: false };
  engine.goSilent();
  engine.memory.remember({ wantsSeat: false, ...told });
}

/** The room had forgotten this page, and may have heard late, or never, what was switched meanwhile. */
export function shareAgain() {
  tellDevices();
  renewShares();
}

/** An organizer has ended it; the room knows. */
export function stopSharing() {
  engine.screen.stop();
}

/** An organizer asks for it. Nothing is ever switched on from elsewhere. @param {'microphone' | 'camera'} kind */
export function switchOff(kind) {
  if (engine.devices[kind].on) toggle(kind);
}

/** The meeting has another link. @param {string} code */
export function move(code) {
  shell.move(code);
}

/** Who waited before the door asks again, with what they wished for then. */
export async function askAgain() {
  if (shell.wish) await join(shell.wish);
}

/** Let in, turned away, or tired of it. */
export function waitNoLonger() {
  shell.wish = null;
}

/** Somebody reacted. @param {{ who: string, name: string, emoji: string, words: string }} reaction */
export function react(reaction) {
  reactions.show(reaction);
}

/** F5, a new frame, a restarted server: what was on is on again; sound and picture need not wait for each other. */
async function comeBack(/** @type {import('../js/place.js').Place} */ { token, wantsSeat, microphone, camera }) {
  const isFresh = engine.isFresh;
  const devices = wantsSeat ? { microphone, camera } : { microphone: false, camera: false };
  const isIn = await enter({ pass: null, token: token ?? 'none', wantsSeat, freshMedia: isFresh, devices });
  // Not before the server has said yes: a tab that a browser restores the next morning must not go on the air.
  if (isIn && isFresh && wantsSeat) engine.devices.open({ microphone, camera });
  if (isIn && !isFresh) renewShares();
  if (!isIn) engine.leave();
  return isIn;
}

/** @param {{ pass: string | null, token: string | null, wantsSeat: boolean, freshMedia: boolean, devices: { microphone: boolean, camera: boolean } }} wish */
async function enter(wish) {
  told = wish.devices;
  // Before this is answered, `place` is called: media does not wait for the room to be drawn.
  const { outcome, token, hasSeat, code } = await page.invokeMethodAsync('Join', wish);
  shell.wish = outcome === 'Waits' ? { wantsSeat: wish.wantsSeat } : null;
  if (!token) return false;
  if (code !== shell.code) shell.move(code);
  const takesPart = hasSeat || outcome === 'SeatsHeld';
  const devices = takesPart ? wish.devices : { microphone: false, camera: false };
  // Who takes part by text sends nothing: the camera's light goes out.
  if (!takesPart) engine.goSilent();
  engine.memory.remember({ token, wantsSeat: takesPart, ...devices });
  return true;
}

/** @param {SignalMessage[]} signals */
function carry(signals) {
  page.invokeMethodAsync('Signal', signals).catch(onLost);
}

/** @param {MouseEvent} event */
function onClick({ target }) {
  if (!(target instanceof Element)) return;
  const media = target.closest('[data-media]');
  if (media) return toggle(/** @type {'microphone' | 'camera'} */ (/** @type {HTMLElement} */ (media).dataset.media));
  const sharer = /** @type {HTMLElement | null} */ (target.closest('[data-share]'));
  if (sharer) return share.toggle(sharer.dataset.refusal);
  if (target.closest('[data-record]')) return recording.toggle(undefined);
  if (target.closest('[data-turn]')) return engine.devices.turnCamera();
  if (target.closest('[data-fault-close]')) return closeFaults();
  if (target.closest('[data-soundless-close]')) return hushSoundless();
  const leaver = /** @type {HTMLElement | null} */ (target.closest('[data-leave]'));
  if (leaver) return onLeave(leaver.dataset.leave);
  if (target.closest('[data-stay]')) return leaveQuestion()?.close();
  if (target.closest('[data-keys-open]')) return openKeys();
  if (target.closest('[data-keys-close]')) return keysDialog()?.close();
  if (target instanceof HTMLInputElement && target.matches('[data-keys-on]')) return keys.choose(target.checked);
  const diagnoser = /** @type {HTMLElement | null} */ (target.closest('[data-diagnostics]'));
  if (diagnoser) return copyDiagnostics(diagnoser, engine);
  engine.resumeSound();
  const copier = /** @type {HTMLElement | null} */ (target.closest('[data-copy]'));
  if (copier) copy(copier);
}

const keysDialog = () => /** @type {HTMLDialogElement | null} */ (document.querySelector('[data-keys]'));

function openKeys() {
  const dialog = keysDialog();
  const choice = /** @type {HTMLInputElement | null | undefined} */ (dialog?.querySelector('[data-keys-on]'));
  if (choice) choice.checked = keys.areOn();
  dialog?.showModal();
}

/** Whether a microphone is there to be switched on. */
function isMuted() {
  return !engine.devices.microphone.on && document.querySelector('.bar [data-media="microphone"]') !== null;
}

/** Acts at once; the others are told when the server can be. @param {'microphone' | 'camera'} kind */
function toggle(kind) {
  const isOn = !engine.devices[kind].on;
  if (engine.memory.place) engine.memory.remember({ [kind]: isOn });
  if (kind === 'microphone') engine.devices.setMicrophone(isOn);
  else engine.devices.setCamera(isOn);
}

function tellDevices() {
  told = devicesNow();
  if (isConnected) page.invokeMethodAsync('Switch', told).catch(onLost);
}

/** @param {'Share' | 'Record'} what @param {boolean} on @returns {Promise<string | null | undefined>} */
async function tell(what, on) {
  return isConnected ? page.invokeMethodAsync(what, on).catch(() => undefined) : undefined;
}

/** What this browser shares and records, the room may have forgotten, or have been told nothing of. */
function renewShares() {
  share.renew();
  recording.renew();
}

/** A device may fail, or answer at last, long after one came in with it: nobody clicks then, and the others are to know. */
function tellChanges() {
  if (!engine.memory.place?.wantsSeat) return;
  const { microphone, camera } = devicesNow();
  if (microphone !== told.microphone || camera !== told.camera) tellDevices();
}

function devicesNow() {
  const { microphone, camera } = engine.devices;
  return { microphone: microphone.on, camera: camera.on };
}

/** An organizer is asked first, and may end the meeting for all instead. @param {string | undefined} how */
function onLeave(how) {
  const question = leaveQuestion();
  if (how === 'ask' && question) return question.showModal();
  question?.close();
  leave(how === 'end' ? 'EndForAll' : 'Leave');
}

const leaveQuestion = () => /** @type {HTMLDialogElement | null} */ (document.querySelector('[data-leave-question]'));

/**
 * Media ends in the click. A server that is away learns of it by silence; then this frame starts anew at the door.
 * @param {'Leave' | 'EndForAll'} how
 */
function leave(how) {
  isLeaving = true;
  const links = how === 'Leave' ? [engine.takeReview()] : [];
  engine.leave();
  if (!isConnected) shell.reloadFrame();
  else page.invokeMethodAsync(how, ...links).then(() => { isLeaving = false; }, onLost);
}

/** @param {HTMLElement} button */
async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy ?? '');
  sayOn(button, button.dataset.copied ?? '');
}

/** Tells how the links did, for a fresh token and fresh TURN credentials, and whatever a lost connection has swallowed. */
async function renew() {
  if (!isConnected || !engine.memory.place) return;
  const renewal = await page.invokeMethodAsync('Renew', engine.takeReview()).catch(() => undefined);
  if (renewal === undefined || !engine.memory.place) return;
  // Said before, perhaps, to a connection that was dead already.
  if (renewal === null) return engine.leave();
  engine.memory.remember({ token: renewal.token });
  if (renewal.code !== shell.code) shell.move(renewal.code);
  if (!renewal.hasPlace && engine.memory.place.wantsSeat) goSilent();
  place(renewal.state);
}

function onCircuitDown() {
  isConnected = false;
  engine.carrier = null;
  if (isLeaving) shell.reloadFrame();
}

function onCircuitUp() {
  isConnected = true;
  engine.carrier = carry;
  if (!engine.memory.place) return askAgain();
  tellDevices();
  renewShares();
  renew();
}

/** A call that a lost circuit swallowed: what matters of it is said again when it is back. */
function onLost() {
  return null;
}

/** The buttons and sentences of microphone and camera, wherever they stand. */
function showDevices() {
  for (const kind of /** @type {const} */ (['microphone', 'camera'])) {
    const { on, track, fault } = engine.devices[kind];
    if (kind === 'camera') showSelfie(track !== null);
    for (const button of document.querySelectorAll(`[data-media="${kind}"]`)) set(button, 'aria-pressed', String(on));
    showFault(kind, fault ? say(`${kind}.${fault}`) : '');
  }
  lostDevices.show();
  for (const button of document.querySelectorAll('[data-share]')) set(button, 'aria-pressed', String(engine.screen.on));
  for (const button of document.querySelectorAll('[data-record][aria-pressed]')) set(button, 'aria-pressed', String(engine.recording.on));
  showSoundless(engine.isSoundless ? say('microphone.soundless') : '');
}

/** Whether there is a camera on the other side is found out anew with every change of devices. */
async function showTurn() {
  document.documentElement.toggleAttribute('data-can-turn', engine.devices.camera.on && await engine.devices.canTurnCamera());
}

function closeFaults() {
  showFault('screen', '');
  lostDevices.accept();
}

/** @param {'microphone' | 'camera' | 'screen'} kind @param {string} sentence */
function showFault(kind, sentence) {
  for (const place of document.querySelectorAll(`[data-fault="${kind}"]`)) {
    if (place.textContent !== sentence) place.textContent = sentence;
  }
}

/** One's own tile follows the camera without asking the server. @param {boolean} isSeen */
function showSelfie(isSeen) {
  for (const self of document.querySelectorAll('.tile.mirror, .self')) {
    self.toggleAttribute('data-no-camera', !isSeen);
    // What a phone's back looks at is no mirror.
    self.toggleAttribute('data-looks-away', engine.devices.facing === 'environment');
  }
}

/** Puts the streams into the pictures that were rendered for them. */
function showPictures() {
  for (const video of /** @type {NodeListOf<HTMLVideoElement>} */ (document.querySelectorAll('video[data-camera], video[data-screen], video[data-selfie]'))) {
    const stream = streamFor(video.dataset);
    if (video.srcObject !== stream) video.srcObject = stream;
  }
  sight.watch([...viewsOf('camera'), ...viewsOf('screen')]);
}

/** The pictures of the others that are laid out: a tile keeps its size while a camera is off. @param {'camera' | 'screen'} slot */
function viewsOf(slot) {
  const videos = /** @type {NodeListOf<HTMLVideoElement>} */ (document.querySelectorAll(`video[data-${slot}]`));
  return [...videos].map((video) => ({ id: video.dataset[slot] ?? '', slot, video, place: video.parentElement ?? video }));
}

/** @param {DOMStringMap} place */
function streamFor({ camera, screen }) {
  if (screen) return engine.screenOf(screen);
  return camera ? engine.cameraOf(camera) : engine.selfie;
}

/** @param {any} event */
function showSpeaker({ detail: { id, speaking } }) {
  const tile = document.querySelector(`[data-participant="${id}"]`);
  tile?.toggleAttribute('data-speaks', speaking);
}

/** @param {Element} element @param {string} name @param {string} value */
function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
