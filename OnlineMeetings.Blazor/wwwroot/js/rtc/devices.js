// @ts-check
import { capture, faultOf, isDismissed } from './capture.js';
import { Device, atMost } from './device.js';

/** Nobody waits longer than this for a device, or for the answer to the browser's question. */
const ANSWER_WITHIN = 3_000;

/** Asked for together, a device that hangs holds the other one up: then each is asked for alone. */
const ALONE_AFTER = 1_500;

const MICROPHONE = Object.freeze({ echoCancellation: true, noiseSuppression: true, autoGainControl: true });

/** What a camera is asked for, by its lines: few modes, since some cameras go dark for a moment between two. */
const CAMERA_HEIGHTS = Object.freeze([360, 720, 1080]);

/**
 * The microphone and the camera of one person, and which devices were chosen in this browser. `change` tells that
 * `microphone`, `camera` or the list of devices is another now.
 *
 * @typedef {'audioinput' | 'videoinput' | 'audiooutput'} Kind
 * @typedef {{ getItem(key: string): string | null, setItem(key: string, value: string): void, removeItem(key: string): void }} Memory
 * @typedef {{ id: string, label: string }} Choice
 * @typedef {{ device: Device, attempt: number }} Attempt
 */
export class Devices extends EventTarget {
  /** Lines of the camera's picture that are asked for. */
  #cameraHeight = 720;
  #storage;
  /** @type {Map<Kind, string>} */ #chosen = new Map();
  #microphone = this.#device('audio', 'audioinput', () => MICROPHONE);
  #camera = this.#device('video', 'videoinput', () => pictureOf(this.#cameraHeight));
  #onDeviceChange = () => this.#retry();

  /** @param {{ storage?: Memory | null }} [options]  storage: where choices are remembered, null for nowhere */
  constructor({ storage = localStorageOrNull() } = {}) {
    super();
    this.#storage = storage;
  }

  /** `on` is what the button shows; `fault` says why there is no track though it is wanted. */
  get microphone() {
    return this.#microphone.state;
  }

  get camera() {
    return this.#camera.state;
  }

  /**
   * Asks for what is wanted and returns with what works, after three seconds at most. What comes later is used too.
   * @param {{ microphone: boolean, camera: boolean }} wants
   */
  async open({ microphone, camera }) {
    navigator.mediaDevices?.addEventListener('devicechange', this.#onDeviceChange);
    if (microphone && camera) await this.#openTogether();
    else if (microphone) await this.setMicrophone(true);
    else if (camera) await this.setCamera(true);
  }

  /** Acts before it returns whenever there is a track. @param {boolean} on */
  setMicrophone(on) {
    return this.#microphone.turn(on, ANSWER_WITHIN);
  }

  /** Off lets go of the camera at once, so that its light goes out. @param {boolean} on */
  setCamera(on) {
    return this.#camera.turn(on, ANSWER_WITHIN);
  }

  /** Takes no larger picture than is of use. @param {number} height  the shorter side of what is needed */
  async fitCamera(height) {
    const fitting = CAMERA_HEIGHTS.find((one) => one >= height) ?? CAMERA_HEIGHTS[CAMERA_HEIGHTS.length - 1];
    if (fitting === this.#cameraHeight) return;
    this.#cameraHeight = fitting;
    await this.#camera.adapt();
  }

  /** @param {Kind} kind @param {string} deviceId  '' for the browser's default */
  async choose(kind, deviceId) {
    this.#remember(kind, deviceId);
    if (kind === 'audioinput') await this.#microphone.change(ANSWER_WITHIN);
    if (kind === 'videoinput') await this.#camera.change(ANSWER_WITHIN);
  }

  /** @param {Kind} kind @returns {string} '' for the browser's default */
  chosen(kind) {
    try {
      return this.#chosen.get(kind) ?? this.#storage?.getItem(`rtc.${kind}`) ?? '';
    } catch {
      return '';
    }
  }

  /** Labels are empty until the person has allowed the use of a device. */
  async list() {
    const all = await navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? [];
    /** @param {Kind} kind @returns {Choice[]} */
    const of = (kind) => all.filter((device) => device.kind === kind).map(({ deviceId, label }) => ({ id: deviceId, label }));
    return { microphones: of('audioinput'), cameras: of('videoinput'), speakers: of('audiooutput') };
  }

  close() {
    navigator.mediaDevices?.removeEventListener('devicechange', this.#onDeviceChange);
    this.#microphone.close();
    this.#camera.close();
  }

  async #openTogether() {
    const both = [this.#microphone, this.#camera].map((device) => ({ device, attempt: device.begin() }));
    await atMost(ANSWER_WITHIN, Promise.any([this.#askTogether(both), this.#askAlone(both)]));
    for (const { device, attempt } of both) {
      if (device.isWaiting(attempt)) device.fail(attempt, 'silent');
    }
  }

  /** @param {Attempt[]} both */
  async #askTogether([microphone, camera]) {
    try {
      const stream = await capture({ audio: microphone.device.constraints, video: camera.device.constraints });
      microphone.device.take(microphone.attempt, stream.getAudioTracks()[0]);
      camera.device.take(camera.attempt, stream.getVideoTracks()[0]);
    } catch (error) {
      if (isDismissed(error)) [microphone, camera].forEach(({ device, attempt }) => device.fail(attempt, faultOf(error)));
      else await Promise.all([microphone, camera].map(({ device, attempt }) => device.ask(attempt)));
    }
  }

  /** Without a permission it is the person who takes time, and a second question would not help. @param {Attempt[]} both */
  async #askAlone(both) {
    await pause(ALONE_AFTER);
    const waiting = both.filter(({ device, attempt }) => device.isWaiting(attempt));
    await Promise.all(waiting.map(async ({ device, attempt }) => {
      const name = device === this.#camera ? 'camera' : 'microphone';
      const { state } = await navigator.permissions.query({ name: /** @type {PermissionName} */ (name) });
      if (state !== 'granted') throw new DOMException('the person has not answered', 'NotAllowedError');
      await device.ask(attempt);
    }));
  }

  /** @param {'audio' | 'video'} kind @param {Kind} list @param {() => MediaTrackConstraints} constraints */
  #device(kind, list, constraints) {
    return new Device({
      kind,
      constraints: () => ({ ...constraints(), ...(this.chosen(list) && { deviceId: { exact: this.chosen(list) } }) }),
      releasesWhenOff: kind === 'video',
      onchange: () => this.dispatchEvent(new Event('change')),
    });
  }

  #retry() {
    this.dispatchEvent(new Event('change'));
    this.#microphone.retry(ANSWER_WITHIN);
    this.#camera.retry(ANSWER_WITHIN);
  }

  /** @param {Kind} kind @param {string} deviceId */
  #remember(kind, deviceId) {
    this.#chosen.set(kind, deviceId);
    try {
      if (deviceId) this.#storage?.setItem(`rtc.${kind}`, deviceId);
      else this.#storage?.removeItem(`rtc.${kind}`);
    } catch {
      // A full or forbidden storage: the choice holds until the page goes.
    }
  }
}

/** @param {number} height @returns {MediaTrackConstraints} */
function pictureOf(height) {
  return { width: { ideal: (height * 16) / 9 }, height: { ideal: height }, frameRate: { ideal: 30 } };
}

function localStorageOrNull() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** @param {number} delay */
const pause = (delay) => new Promise((resolve) => setTimeout(resolve, delay));
