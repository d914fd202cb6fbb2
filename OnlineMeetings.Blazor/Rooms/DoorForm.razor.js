// @ts-check
import { shell } from '../js/outer.js';
import { engine, frameGone, join, say } from './RoomPage.razor.js';
import { LevelMeter } from '../js/rtc/level.js';

/** From this level on (0..1) the words say that one is heard. */
const HEARD_FROM = 0.08;

/** @type {HTMLFormElement | null} */ let form = null;
/** @type {LevelMeter | null} */ let meter = null;
/** @type {MediaStreamTrack | null} */ let metered = null;
let isOver = false;

/** @param {boolean} isFirst  false for who comes from inside: nothing is switched on unasked */
export async function open(isFirst) {
  isOver = false;
  form = document.querySelector('.door form');
  form?.addEventListener('submit', onSubmit);
  busy(false);
  engine.devices.addEventListener('change', show, { signal: frameGone.signal });
  for (const select of selects()) select.addEventListener('change', onChoose);
  document.querySelector('.door details')?.toggleAttribute('open', matchMedia('(min-width: 901px)').matches);
  document.getElementById('name')?.focus({ preventScroll: true });
  if (isFirst) await engine.devices.open({ microphone: true, camera: true });
  if (isOver) return;
  await show();
}

export function close() {
  isOver = true;
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
  const sentence = say(!engine.devices.microphone.on ? 'level.off' : level < HEARD_FROM ? 'level.quiet' : 'level.heard');
  // Heard once is heard: words that flicker with every pause help nobody.
  if (words && words.textContent !== sentence && !(level < HEARD_FROM && words.textContent === say('level.heard') && engine.devices.microphone.on)) words.textContent = sentence;
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
  const nameField = /** @type {HTMLInputElement | null} */ (document.getElementById('name'));
  const isKnown = password === undefined && (!nameField || (name !== '' && name === nameField.defaultValue));
  if (isKnown) return null;

  const response = await fetch(`/api/meetings/${shell.code}/ticket`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: name ?? null, password: password ?? null }),
  });
  const answer = await response.json();
  if (response.ok) return answer.pass;
  refuse(answer.detail ?? answer.title);
  return undefined;
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
