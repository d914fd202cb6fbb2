// @ts-check
import { LevelMeter } from './level.js';

/** Nobody's microphone is so quiet for so long: in a silent room its own electronics are heard still. */
const SOUNDLESS_FOR = 6_000;

/**
 * Finds the microphone that is on and gives nothing at all: one that a switch on it, or the system, mutes. One that gave something
 * since it was switched on works, and is listened to no longer. `change` tells that it is otherwise now.
 */
export class SilenceWatch extends EventTarget {
  /** @type {MediaStreamTrack | null} */ #track = null;
  /** @type {LevelMeter | null} */ #meter = null;
  /** @type {number | null} */ #since = null;
  #isSoundless = false;

  get isSoundless() {
    return this.#isSoundless;
  }

  /** What there is to listen to from now on. @param {{ track: MediaStreamTrack | null, on: boolean }} microphone */
  follow({ track, on }) {
    const heard = on ? track : null;
    if (heard === this.#track) return;
    this.#rest();
    this.#track = heard;
    if (heard) this.#meter = new LevelMeter(heard, (_, isSoundless) => this.#take(isSoundless));
  }

  /** @param {boolean | null} isSoundless  null where that can't be told yet */
  #take(isSoundless) {
    if (isSoundless === null) return;
    if (!isSoundless) return this.#rest();
    this.#since ??= performance.now();
    if (performance.now() - this.#since >= SOUNDLESS_FOR) this.#set(true);
  }

  #rest() {
    this.#meter?.close();
    this.#meter = null;
    this.#since = null;
    this.#set(false);
  }

  /** @param {boolean} isSoundless */
  #set(isSoundless) {
    if (isSoundless === this.#isSoundless) return;
    this.#isSoundless = isSoundless;
    this.dispatchEvent(new Event('change'));
  }
}
