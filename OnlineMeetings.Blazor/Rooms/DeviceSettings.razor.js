// @ts-check
import { Devices } from '../js/rtc/devices.js';
import { LevelMeter } from '../js/rtc/level.js';
import { chime } from '../js/chime.js';

/**
 * @typedef {import('../js/rtc/devices.js').Kind} Kind
 * @typedef {{ devices: Devices, chooseSpeakers: (id: string) => Promise<void> }} Engine
 */

/**
 * In the room these are the devices of the meeting; on a page of their own they are opened only when asked for, and closed with it.
 * @param {HTMLElement} root @param {Record<string, string>} texts
 */
export function open(root, texts) {
  const engine = /** @type {Engine | undefined} */ (/** @type {any} */ (parent).meeting?.engine);
  const devices = engine?.devices ?? new Devices();
  const gone = new AbortController();
  const preview = /** @type {HTMLVideoElement} */ (root.querySelector('[data-preview]'));
  const bars = /** @type {HTMLElement} */ (root.querySelector('[data-level]'));
  /** @type {LevelMeter | null} */ let meter = null;
  /** @type {MediaStreamTrack | null} */ let metered = null;

  const showLevel = (/** @type {number} */ level) => {
    const lit = Math.round(Math.min(1, level * 2) * bars.childElementCount);
    bars.setAttribute('aria-valuenow', String(Math.round(Math.min(1, level * 2) * 100)));
    [...bars.children].forEach((bar, at) => bar.classList.toggle('on', at < lit));
  };

  function show() {
    const { microphone, camera } = devices;
    if (microphone.track !== metered) {
      meter?.close();
      metered = microphone.track;
      meter = metered && new LevelMeter(metered, showLevel);
    }
    const shown = /** @type {MediaStream | null} */ (preview.srcObject);
    if (shown?.getVideoTracks()[0] !== (camera.track ?? undefined)) preview.srcObject = camera.track && new MediaStream([camera.track]);
    for (const kind of /** @type {const} */ (['microphone', 'camera'])) {
      const place = root.querySelector(`[data-fault="${kind}"]`);
      if (place) place.textContent = devices[kind].fault ? texts[`${kind}.${devices[kind].fault}`] ?? '' : '';
    }
    showProcessing();
    list();
  }

  function showProcessing() {
    for (const choice of /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll('[data-processing]'))) {
      const what = /** @type {import('../js/rtc/devices.js').Processing} */ (choice.dataset.processing);
      choice.checked = devices.does(what);
      choice.disabled = false;
      choice.closest('label')?.toggleAttribute('hidden', !devices.can(what));
    }
  }

  async function list() {
    const { microphones, cameras, speakers } = await devices.list();
    const choices = { audioinput: microphones, videoinput: cameras, audiooutput: speakers };
    for (const select of /** @type {NodeListOf<HTMLSelectElement>} */ (root.querySelectorAll('[data-devices]'))) {
      const kind = /** @type {Kind} */ (select.dataset.devices);
      const named = choices[kind].filter(({ id }) => id && id !== 'default');
      select.replaceChildren(
        new Option(texts['device.default'], ''),
        ...named.map(({ id, label }, at) => new Option(label || texts['device.unnamed'].replace('{0}', String(at + 1)), id)));
      select.value = devices.chosen(kind);
      if (select.selectedIndex < 0) select.selectedIndex = 0;
    }
  }

  root.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement) devices.process(/** @type {import('../js/rtc/devices.js').Processing} */ (target.dataset.processing), target.checked);
    if (!(target instanceof HTMLSelectElement) || !target.dataset.devices) return;
    const kind = /** @type {Kind} */ (target.dataset.devices);
    if (kind === 'audiooutput' && engine) engine.chooseSpeakers(target.value);
    else devices.choose(kind, target.value);
  }, { signal: gone.signal });
  root.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest('[data-test-sound]')) chime(devices.chosen('audiooutput'));
    if (target.closest('[data-try]')) devices.open({ microphone: true, camera: true });
  }, { signal: gone.signal });
  // In the room the bar switches them.
  root.querySelector('[data-try]')?.toggleAttribute('hidden', engine !== undefined);
  devices.addEventListener('change', show, { signal: gone.signal });
  show();

  return {
    close() {
      gone.abort();
      meter?.close();
      if (!engine) devices.close();
    },
  };
}
