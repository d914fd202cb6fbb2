// @ts-check
import { capture, faultOf, isDismissed } from './capture.js';
import { Device, atMost } from './device.js';
import { Preferences } from './preferences.js';

/** Nobody waits longer than this for a device, or for the answer to the browser's question. */
const ANSWER_WITHIN = 3_000;

/** Asked for together, a device that hangs holds the other one up: then each is asked for alone. */
const ALONE_AFTER = 1_500;

/** What a camera is asked for, by its lines: few modes, since some cameras go dark for a moment between two. */
const CAMERA_HEIGHTS = Object.freeze([360, 720, 1080]);

/** What is done where nothing was chosen. */
const PROCESSING = Object.freeze({ noiseSuppression: 'on', echoCancellation: 'on', backgroundBlur: 'off' });

/**
 * The microphone and the camera of one person, and which devices were chosen in this browser. `change` tells that
 * `microphone`, `camera` or the list of devices is another now.
 *
 * @typedef {'audioinput' | 'videoinput' | 'audiooutput'} Kind
 * @typedef {keyof typeof PROCESSING} Processing  what the browser may do to sound and picture
 * @typedef {'user' | 'environment'} Facing  where a phone's camera looks: at the person, or away (W3C Media Capture, section 4.3.8)
 * @typedef {{ id: string, label: string }} Choice
 * @typedef {{ device: Device, attempt: number }} Attempt
 */
export class Devices extends EventTarget {
  /** Lines of the camera's picture that are asked for. */
  #cameraHeight = 720;
  #preferences;
  #microphone = this.#device('audio', 'audioinput', () => this.#sound());
  #camera = this.#device('video', 'videoinput', () => this.#picture());
  #onDeviceChange = () => this.#retry();

  /** @param {{ preferences?: Preferences }} [options]  what was chosen in this browser before */
  constructor({ preferences = new Preferences() } = {}) {
    super();
    this.#preferences = preferences;
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
    this.#preferences.set(kind, deviceId);
    if (kind === 'videoinput') this.#preferences.set('facing', '');
    if (kind === 'audioinput') await this.#microphone.change(ANSWER_WITHIN);
    if (kind === 'videoinput') await this.#camera.change(ANSWER_WITHIN);
  }

  /** @param {Kind} kind @returns {string} '' for the browser's default */
  chosen(kind) {
    return this.#preferences.get(kind);
  }

  /** Where the camera looks, as far as it says so. @returns {Facing} */
  get facing() {
    const { facingMode = this.#preferences.get('facing') } = this.camera.track?.getSettings() ?? {};
    return facingMode === 'environment' ? 'environment' : 'user';
  }

  /** Whether there is a camera that looks the other way. */
  async canTurnCamera() {
    return (await this.#otherWay()) !== null;
  }

  /** From the camera at the front to the one at the back, or the other way round. */
  async turnCamera() {
    const other = await this.#otherWay();
    if (!other) return;
    this.#preferences.set('videoinput', other.deviceId);
    this.#preferences.set('facing', other.facing);
    await this.#camera.change(ANSWER_WITHIN);
  }

  /** @param {Processing} what */
  does(what) {
    return (this.#preferences.get(what) || PROCESSING[what]) === 'on';
  }

  /** Whether the camera that is on can leave it and do it. Sound is always worked on by the browser itself. @param {Processing} what */
  can(what) {
    return what !== 'backgroundBlur' || /** @type {any} */ (this.camera.track?.getCapabilities?.())?.backgroundBlur?.length === 2;
  }

  /** @param {Processing} what @param {boolean} on */
  async process(what, on) {
    this.#preferences.set(what, on ? 'on' : 'off');
    // Browsers change what they do to a picture, but not to a sound that is being captured already.
    if (what === 'backgroundBlur') await this.#camera.adapt();
    else await this.#microphone.change(ANSWER_WITHIN);
  }

  /** Labels are empty until the person has allowed the use of a device. */
  async list() {
    const all = await this.#all();
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

  /** @returns {MediaTrackConstraints} */
  #sound() {
    return { echoCancellation: this.does('echoCancellation'), noiseSuppression: this.does('noiseSuppression'), autoGainControl: true };
  }

  #picture() {
    const facing = this.#preferences.get('facing');
    return {
      width: { ideal: (this.#cameraHeight * 16) / 9 },
      height: { ideal: this.#cameraHeight },
      frameRate: { ideal: 30 },
      ...(facing && { facingMode: { ideal: facing } }),
      ...(this.#preferences.get('backgroundBlur') && { backgroundBlur: { ideal: this.does('backgroundBlur') } }),
    };
  }

  /**
   * A phone's cameras say where they look, and of those that look one way the browser knows the best. Where they say nothing, a device
   * to be touched with two cameras has one on each side.
   * @returns {Promise<{ facing: Facing, deviceId: string } | null>}
   */
  async #otherWay() {
    const cameras = (await this.#all()).filter(({ kind }) => kind === 'videoinput');
    const ways = cameras.flatMap((camera) => /** @type {InputDeviceInfo} */ (camera).getCapabilities?.().facingMode ?? []);
    const facing = this.facing === 'user' ? 'environment' : 'user';
    if (ways.includes('user') && ways.includes('environment')) return { facing, deviceId: '' };
    if (cameras.length !== 2 || !matchMedia('(pointer: coarse)').matches) return null;
    const now = this.camera.track?.getSettings().deviceId;
    return { facing, deviceId: cameras.find(({ deviceId }) => deviceId !== now)?.deviceId ?? '' };
  }

  async #all() {
    return await navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? [];
  }
}

/** @param {number} delay */
const pause = (delay) => new Promise((resolve) => setTimeout(resolve, delay));
