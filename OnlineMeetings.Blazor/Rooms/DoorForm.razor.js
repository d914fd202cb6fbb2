// @ts-check
import { shell } from '../js/outer.js';
import { engine, frameGone, join, say } from './RoomPage.razor.js';
import { chime } from '../js/chime.js';
import { LevelMeter } from '../js/rtc/level.js';

/** From this level on (0..1) the words say that one is heard. */
const HEARD_FROM = 0.08;

/** @type {HTMLFormElement | null} */ let form = null;
/** @type {LevelMeter | null} */ let meter = null;
/** @type {MediaStreamTrack | null} */ let metered = null;
/** Under way beside all else, once for each time that one stands here. @type {AbortController | null} */ let check = null;
/** The name that was given already, and the pass for it. @type {{ name: string, pass: Promise<string | undefined> } | null} */ let introduced = null;
let isOver = false;

/**
 * @param {boolean} isFirst  false for who comes from inside: nothing is switched on unasked
 * @param {boolean} mayEnter  as they are; somebody unknown has to give a name, or the password, before
 */
export async function open(isFirst, mayEnter) {
  isOver = false;
  check = introduced = null;
  form = document.querySelector('.door form');
  form?.addEventListener('submit', onSubmit);
  busy(false);
  engine.devices.addEventListener('change', show, { signal: frameGone.signal });
  for (const select of selects()) select.addEventListener('change', onChoose);
  document.querySelector('.door details')?.toggleAttribute('open', matchMedia('(min-width: 901px)').matches);
  document.querySelector('.door [data-test-sound]')?.addEventListener('click', () => chime(engine.devices.chosen('audiooutput')));
  nameField()?.addEventListener('change', introduce);
  nameField()?.focus({ preventScroll: true });
  if (isFirst) await engine.devices.open({ microphone: true, camera: true });
  if (isOver) return;
  await show();
  if (isFirst && mayEnter) look();
}

export function close() {
  isOver = true;
  check?.abort();
  engine.devices.removeEventListener('change', show);
  meter?.close();
  meter = null;
  metered = null;
}

async function show() {
  measure();
  await fillLists();
}

function measure() {
  const { track, on } = engine.devices.microphone;
  if (track !== metered) {
    meter?.close();
    metered = track;
    meter = track && new LevelMeter(track, showLevel);
  }
  if (!on || !track) showLevel(0);
}

/** @param {number} level */
function showLevel(level) {
  const bars = document.querySelector('.door .bars');
  if (!bars) return;
  const lit = Math.round(Math.min(1, level * 2) * bars.childElementCount);
  bars.setAttribute('aria-valuenow', String(Math.round(Math.min(1, level * 2) * 100)));
  [...bars.children].forEach((bar, at) => bar.classList.toggle('on', at < lit));
  const words = document.querySelector('[data-level-words]');
  if (!words) return;
  // Heard once is heard: words that flicker with every pause help nobody.
  const isHeard = level >= HEARD_FROM || (words.textContent === say('level.heard') && !engine.isSoundless);
  const sentence = say(!engine.devices.microphone.on ? 'level.off' : isHeard ? 'level.heard' : 'level.quiet');
  if (words.textContent !== sentence) words.textContent = sentence;
}

async function fillLists() {
  const { microphones, cameras, speakers } = await engine.devices.list();
  const choices = { audioinput: microphones, videoinput: cameras, audiooutput: speakers };
  for (const select of selects()) {
    const kind = /** @type {keyof typeof choices} */ (select.dataset.devices);
    const options = [new Option(say('device.default'), ''), ...choices[kind].filter(({ id }) => id && id !== 'default').map(({ id, label }, at) => new Option(label || say('device.unnamed').replace('{0}', String(at + 1)), id))];
    select.replaceChildren(...options);
    select.value = engine.devices.chosen(kind);
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }
}

/** @param {Event} event */
function onChoose({ target }) {
  const select = /** @type {HTMLSelectElement} */ (target);
  const kind = /** @type {'audioinput' | 'videoinput' | 'audiooutput'} */ (select.dataset.devices);
  if (kind === 'audiooutput') engine.chooseSpeakers(select.value);
  else engine.devices.choose(kind, select.value);
}

/** @param {SubmitEvent} event */
async function onSubmit(event) {
  event.preventDefault();
  const wantsSeat = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value !== 'text';
  refuse('');
  busy(true);
  // From here on the line is needed for more; also by a check that was about to begin.
  check ??= new AbortController();
  check.abort();
  try {
    const pass = await ticket();
    if (pass !== undefined) await join({ pass, wantsSeat });
  } catch {
    refuse(say('door.noAnswer'));
  } finally {
    busy(false);
  }
}

/**
 * Gives the name and the password, where they are asked for or were changed.
 * @returns {Promise<string | null | undefined>} the pass, null where none is needed, undefined where it was refused
 */
async function ticket() {
  const { name, password } = /** @type {any} */ (Object.fromEntries(new FormData(/** @type {HTMLFormElement} */ (form))));
  const isKnown = password === undefined && !introduced && (!nameField() || (name !== '' && name === nameField()?.defaultValue));
  if (isKnown) return null;

  const given = introduced?.name === name ? await introduced?.pass : undefined;
  if (given) return given;
  const { pass, refusal } = await askForTicket(name, password);
  if (refusal) refuse(refusal);
  return pass;
}

/** Where a name is all that was missing, the connection is looked at as soon as it is given, and Join has less to wait for. */
async function introduce() {
  const name = nameField()?.value ?? '';
  if (document.getElementById('password') || !name.trim() || name === introduced?.name) return;
  // What is wrong with it is said when one joins by it.
  introduced = { name, pass: askForTicket(name).then(({ pass }) => pass, () => undefined) };
  if (await introduced.pass) look();
}

/** @param {string} [name] @param {string} [password] @returns {Promise<{ pass?: string, refusal?: string }>} */
async function askForTicket(name, password) {
  const response = await fetch(`/api/meetings/${shell.code}/ticket`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: name ?? null, password: password ?? null }),
  });
  const answer = await response.json();
  return response.ok ? { pass: answer.pass } : { refusal: answer.detail ?? answer.title };
}

/** What can't be found out is not said, and nobody waits for it. */
async function look() {
  if (check || isOver) return;
  check = new AbortController();
  const { signal } = check;
  try {
    // Not before all that Join needs is here.
    const { checkConnection, isFine, sentenceOf } = await import('../js/connection-check.js');
    await checkConnection(shell.code, (finding) => showConnection(sentenceOf(finding, say), isFine(finding), finding.way ?? ''), signal);
  } catch { /* The server, or the line to it, is away. */ }
}

/** @param {string} sentence @param {boolean} isFine @param {string} way */
function showConnection(sentence, isFine, way) {
  const place = /** @type {HTMLElement | null} */ (document.querySelector('[data-connection]'));
  const words = place?.querySelector('span');
  if (!place || !words) return;
  words.textContent = sentence;
  place.toggleAttribute('data-fine', isFine);
  place.dataset.way = way;
}

/** @param {string} sentence */
function refuse(sentence) {
  const place = document.querySelector('[data-refusal]');
  if (place) place.textContent = sentence;
}

/** @param {boolean} isBusy */
function busy(isBusy) {
  for (const button of form?.querySelectorAll('button') ?? []) button.disabled = isBusy;
}

/** @returns {NodeListOf<HTMLSelectElement>} */
const selects = () => document.querySelectorAll('[data-devices]');

const nameField = () => /** @type {HTMLInputElement | null} */ (document.getElementById('name'));
