// @ts-check

/** A link that never connects gets this long before the first repair; each further one gets twice as long. */
const CONNECT_WITHIN = 6_000;
const LONGEST_WAIT = 30_000;

/** 'disconnected' often heals by itself: only when nothing came for so long it is taken seriously. */
const SILENCE = 4_000;

/** After a sleep, or in another network, it is nearly certain that the way is gone: silence is believed sooner. */
const SILENCE_ELSEWHERE = 1_000;

/** A failed link is repaired at once, then after one second, two, four … */
const FIRST_PAUSE = 1_000;

/** The side that gives way also waits a little longer, so that mostly one of the two repairs. */
const POLITE_PAUSE = 1_500;

/** A link that held for so long counts as healthy: the next repair is a first one again. */
const SETTLED = 10_000;

/** While signals cannot leave, nothing is repaired: what there is may still recover by itself. */
const CHANNEL_CHECK = 1_000;

/**
 * What can be tried, the least first: another way through the network; a new connection; one through the relay and by no other
 * way, for networks that open a direct one and then swallow what is sent on it; one without pictures, for those that carry no more.
 *
 * @typedef {'restart' | 'rebuild' | 'relay' | 'sound'} Step
 * @type {readonly Step[]}
 */
const STEPS = Object.freeze(['restart', 'rebuild', 'relay', 'sound']);

/**
 * The step of an attempt. When all were tried in vain, each is tried again but the restart, which a new connection includes.
 * @param {number} attempt  from 1 on
 * @param {boolean} hasRelay
 * @returns {Step}
 */
export function stepOf(attempt, hasRelay) {
  const steps = STEPS.filter((step) => hasRelay || step !== 'relay');
  return attempt <= steps.length ? steps[attempt - 1] : steps[1 + ((attempt - 1 - steps.length) % (steps.length - 1))];
}

/**
 * Watches one connection and decides when to repair it, and how.
 *
 * @typedef {object} RepairOptions
 * @property {() => boolean} isPolite
 * @property {() => boolean} canSignal
 * @property {() => boolean} hasRelay
 * @property {() => Promise<number>} bytesReceived
 * @property {(step: Step) => unknown} take
 */
export class Repair {
  #options;
  /** @type {number | undefined} */ #timer;
  /** @type {RTCPeerConnectionState} */ #state = 'new';
  #isHeard = true;
  #attempts = 0;

  /** @param {RepairOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /** @param {RTCPeerConnectionState} state */
  observe(state) {
    this.#state = state;
    if (state === 'connected') this.#attend();
    else if (state === 'disconnected') this.#watchBytes(SILENCE);
    else if (state === 'failed') this.#after(this.#pause(), () => this.#repair());
    else if (state !== 'closed') this.#after(this.#patience(), () => this.#repair());
  }

  /** Whether both ends hear each other. A connection that carries one of the two directions is as broken as one that failed. */
  set isHeard(/** @type {boolean} */ isHeard) {
    if (isHeard === this.#isHeard) return;
    this.#isHeard = isHeard;
    if (this.#state === 'connected') this.#attend();
  }

  /** The machine has slept, or is in another network: what is broken is repaired at once, what seems whole is looked at. */
  hurry() {
    if (this.#state === 'connected') this.#watchBytes(SILENCE_ELSEWHERE);
    else if (this.#state === 'disconnected' || this.#state === 'failed') this.#after(0, () => this.#repair());
  }

  /** Nothing was tried yet. */
  reset() {
    this.#attempts = 0;
  }

  close() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #attend() {
    if (this.#isHeard) this.#after(SETTLED, () => (this.#attempts = 0));
    else this.#after(this.#attempts === 0 ? this.#pause() : this.#patience(), () => this.#repair());
  }

  /** @param {number} silence */
  async #watchBytes(silence) {
    const timer = this.#after(silence, () => {});
    const before = await this.#options.bytesReceived();
    if (timer !== this.#timer) return;

    this.#after(silence, async () => {
      const watch = this.#timer;
      const after = await this.#options.bytesReceived();
      if (watch !== this.#timer) return;
      if (after <= before) this.#repair();
      else if (this.#state === 'connected') this.#attend();
      else this.#watchBytes(SILENCE);
    });
  }

  #repair() {
    if (!this.#options.canSignal()) {
      this.#after(CHANNEL_CHECK, () => this.#repair());
      return;
    }

    this.#attempts += 1;
    this.#after(this.#patience(), () => this.#repair());
    this.#options.take(stepOf(this.#attempts, this.#options.hasRelay()));
  }

  #pause() {
    const pause = this.#attempts === 0 ? 0 : FIRST_PAUSE * 2 ** (this.#attempts - 1);
    return Math.min(LONGEST_WAIT, pause) + (this.#options.isPolite() ? POLITE_PAUSE : 0);
  }

  #patience() {
    return Math.min(LONGEST_WAIT, CONNECT_WITHIN * 2 ** this.#attempts) + (this.#options.isPolite() ? POLITE_PAUSE : 0);
  }

  /** One timer at a time: a new state makes the earlier plan void. @param {number} delay @param {() => void} then */
  #after(delay, then) {
    clearTimeout(this.#timer);
    return (this.#timer = setTimeout(then, delay));
  }
}
