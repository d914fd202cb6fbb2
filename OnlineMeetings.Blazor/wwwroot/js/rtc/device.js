// @ts-check
import { captureOne, faultOf } from './capture.js';

/** Who is unplugged is replaced by the default device within this time. */
const FALL_BACK_WITHIN = 2_000;

/**
 * A microphone or a camera: what the person wants of it, the track it gives, or why it gives none.
 *
 * Each attempt to get a track has a number. The answer to an attempt is taken whenever it comes, also after the
 * waiting was given up, but only to the latest: whatever comes for an earlier one, or after close(), is stopped.
 *
 * @typedef {import('./capture.js').Fault} Fault
 * @typedef {object} DeviceOptions
 * @property {'audio' | 'video'} kind
 * @property {() => MediaTrackConstraints} constraints  with the chosen device, if any
 * @property {boolean} releasesWhenOff  a camera's light goes out; a microphone stays, to be back in an instant
 * @property {() => void} onchange
 */
export class Device {
  /** @type {MediaStreamTrack | null} */ #track = null;
  /** @type {Fault | null} */ #fault = null;
  #isWanted = false;
  #attempt = 0;
  #options;

  /** @param {DeviceOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /** `on` is what the button shows: wanted, and not known to be impossible. */
  get state() {
    return { track: this.#track, on: this.#isWanted && !this.#fault, fault: this.#fault };
  }

  get constraints() {
    return this.#options.constraints();
  }

  /** @param {boolean} on @param {number} within  milliseconds to wait for an answer */
  async turn(on, within) {
    if (!on) this.#turnOff();
    else if (this.#track) this.#turnOn();
    else await this.#waitFor(this.begin(), within, this.constraints);
  }

  /** Another device was chosen. A phone opens only one camera at a time, so the old one stops first. @param {number} within */
  async change(within) {
    if (!this.#track && !this.#isWanted) return;
    this.#track?.stop();
    await this.#waitFor(this.#renew(), within, this.constraints);
  }

  /** The same device is to give something else; one that cannot goes on as before. */
  async adapt() {
    await this.#track?.applyConstraints(this.constraints).catch(() => {});
    this.#options.onchange();
  }

  /** Something was plugged in: perhaps it is what was missing. @param {number} within */
  async retry(within) {
    const isWorthIt = this.#isWanted && ['missing', 'busy', 'interrupted', 'unsuitable'].includes(String(this.#fault));
    if (isWorthIt) await this.turn(true, within);
  }

  /** Wants the device. @returns {number} the attempt, for `take`, `ask` and `fail` */
  begin() {
    this.#isWanted = true;
    return this.#renew();
  }

  /** @param {number} attempt */
  isWaiting(attempt) {
    return attempt === this.#attempt && !this.#fault;
  }

  /** @param {number} attempt @param {MediaStreamTrack} track */
  take(attempt, track) {
    if (attempt !== this.#attempt) {
      track.stop();
      return;
    }

    this.#attempt += 1;
    this.#release();
    track.enabled = this.#isWanted;
    track.onended = () => this.#replaceLost();
    this.#set(track, null);
  }

  /** @param {number} attempt @param {Fault} fault */
  fail(attempt, fault) {
    if (attempt !== this.#attempt || fault === this.#fault) return;
    this.#release();
    this.#set(null, fault);
  }

  /** Asks for this device alone. @param {number} attempt @param {MediaTrackConstraints} [constraints] */
  async ask(attempt, constraints = this.constraints) {
    try {
      this.take(attempt, await captureOne(this.#options.kind, constraints));
    } catch (error) {
      this.fail(attempt, faultOf(error));
    }
  }

  close() {
    this.#isWanted = false;
    this.#cancel();
  }

  #turnOn() {
    this.#isWanted = true;
    if (this.#track) this.#track.enabled = true;
    this.#options.onchange();
  }

  /** Mutes first, tells later. A microphone that is still being asked for will come muted. */
  #turnOff() {
    if (this.#track) this.#track.enabled = false;
    this.#isWanted = false;
    if (this.#options.releasesWhenOff) this.#cancel();
    else this.#set(this.#track, null);
  }

  #replaceLost() {
    const { deviceId: _, ...anyDevice } = this.constraints;
    this.#set(null, null);
    this.#waitFor(this.#renew(), FALL_BACK_WITHIN, anyDevice);
  }

  /** @param {number} attempt @param {number} within @param {MediaTrackConstraints} constraints */
  async #waitFor(attempt, within, constraints) {
    await atMost(within, this.ask(attempt, constraints));
    if (this.isWaiting(attempt)) this.fail(attempt, 'silent');
  }

  #renew() {
    this.#attempt += 1;
    this.#set(this.#track, null);
    return this.#attempt;
  }

  #cancel() {
    this.#attempt += 1;
    this.#release();
    this.#set(null, null);
  }

  #release() {
    if (this.#track) this.#track.onended = null;
    this.#track?.stop();
  }

  /** @param {MediaStreamTrack | null} track @param {Fault | null} fault */
  #set(track, fault) {
    this.#track = track;
    this.#fault = fault;
    this.#options.onchange();
  }
}

/** Waits for the work, but not longer than so many milliseconds. @param {number} delay @param {Promise<unknown>} work */
export function atMost(delay, work) {
  return Promise.race([work, new Promise((resolve) => setTimeout(resolve, delay))]);
}
