// @ts-check

/** A link that never connects gets this long before the first repair; each further one gets twice as long. */
const CONNECT_WITHIN = 6_000;
const LONGEST_WAIT = 30_000;

/** 'disconnected' often heals by itself: only when nothing came for so long it is taken seriously. */
const SILENCE = 4_000;

/** A failed link is repaired at once, then after one second, two, four … */
const FIRST_PAUSE = 1_000;

/** The side that gives way also waits a little longer, so that mostly one of the two repairs. */
const POLITE_PAUSE = 1_500;

/** A link that held for so long counts as healthy: the next repair is a first one again. */
const SETTLED = 10_000;

/** While signals cannot leave, nothing is repaired: what there is may still recover by itself. */
const CHANNEL_CHECK = 1_000;

/** Two attempts look for a new way through the network, the third begins from scratch. */
const REBUILD_EVERY = 3;

/**
 * Watches the state of one connection and decides when to repair it, and how.
 *
 * @typedef {object} RepairOptions
 * @property {() => boolean} isPolite
 * @property {() => boolean} canSignal
 * @property {() => Promise<number>} bytesReceived
 * @property {() => unknown} restart
 * @property {() => unknown} rebuild
 */
export class Repair {
  #options;
  /** @type {number | undefined} */ #timer;
  #attempts = 0;

  /** @param {RepairOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /** @param {RTCPeerConnectionState} state */
  observe(state) {
    if (state === 'connected') this.#after(SETTLED, () => (this.#attempts = 0));
    else if (state === 'disconnected') this.#watchBytes();
    else if (state === 'failed') this.#after(this.#pause(), () => this.#repair());
    else if (state !== 'closed') this.#after(this.#patience(), () => this.#repair());
  }

  /** Nothing was tried yet. */
  reset() {
    this.#attempts = 0;
  }

  close() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #watchBytes() {
    const timer = this.#after(SILENCE, () => {});
    const before = await this.#options.bytesReceived();
    if (timer !== this.#timer) return;

    this.#after(SILENCE, async () => {
      const watch = this.#timer;
      const after = await this.#options.bytesReceived();
      if (watch !== this.#timer) return;
      if (after > before) this.#watchBytes();
      else this.#repair();
    });
  }

  #repair() {
    if (!this.#options.canSignal()) {
      this.#after(CHANNEL_CHECK, () => this.#repair());
      return;
    }

    this.#attempts += 1;
    this.#after(this.#patience(), () => this.#repair());
    if (this.#attempts % REBUILD_EVERY === 0) this.#options.rebuild();
    else this.#options.restart();
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
