// @ts-check

/**
 * @typedef {{ bits: number, work: number }} Ease  1: all that is planned can be borne; less: that part of it
 * @typedef {import('./stats.js').LinkStats} LinkStats
 */

/** Of all packets: a way that loses more is overfull; one that loses less than the other may carry more again. */
const HEAVY_LOSS = 0.1;
const LIGHT_LOSS = 0.02;

/** Seconds that packets take longer there and back than on a free way: they queue. */
const QUEUE = 0.3;

/** The way is thought to carry less than this part of what was planned, and the estimate does not grow by so much any more. */
const SHORT = 0.7;
const GROWS = 1.1;

/** Of a slow way, so many samples on end are no accident. */
const PATIENCE = 3;

/** Once a browser has spared the processor, it says for long that it does so: that must not lead ever further down. */
const LEAST = Object.freeze({ bits: 0.1, work: 0.4 });

/** Bearing less than this part of it is worth a word. */
const NOTABLE = 0.7;

/** Down fast and up slowly, so that it does not swing. */
const DOWN = 0.7;
const UP = Object.freeze({ bits: 0.05, work: 0.02 });

/** How much of its plan one link bears, from what is measured on it every few seconds. */
export class Strain {
  #ease = { bits: 1, work: 1 };
  #quickest = Infinity;
  #estimate = 0;
  #slowSamples = 0;

  /** @returns {Ease} */
  get ease() {
    return this.#ease;
  }

  /** What it is, if anything, that keeps this side from sending what is planned. @returns {import('./report.js').Limit} */
  get limit() {
    if (this.#ease.bits < NOTABLE) return 'bits';
    return this.#ease.work < NOTABLE ? 'work' : 'none';
  }

  /**
   * @param {Pick<LinkStats, 'roundTripTime' | 'fractionLost' | 'availableBitrate' | 'limitation'>} figures
   * @param {number} planned  bits a second of all that is sent on the link
   */
  sample(figures, planned) {
    const [queues, fallsShort] = [this.#queues(figures), this.#fallsShort(figures, planned)];
    this.#slowSamples = queues || fallsShort ? this.#slowSamples + 1 : 0;
    if (figures.fractionLost > HEAVY_LOSS || this.#slowSamples >= PATIENCE) this.#lower('bits');
    else if (figures.fractionLost < LIGHT_LOSS) this.#raise('bits');

    if (figures.limitation === 'cpu') this.#lower('work');
    else this.#raise('work');
  }

  /** @param {{ roundTripTime: number }} figures */
  #queues({ roundTripTime }) {
    if (roundTripTime > 0) this.#quickest = Math.min(this.#quickest, roundTripTime);
    return roundTripTime > this.#quickest + QUEUE;
  }

  /**
   * The browser finds out step by step how much a way carries: only when it finds no more, the way carries no more.
   * @param {{ availableBitrate: number, limitation: string }} figures @param {number} planned
   */
  #fallsShort({ availableBitrate, limitation }, planned) {
    const isShort = limitation === 'bandwidth' && availableBitrate > 0 && availableBitrate < planned * SHORT;
    const isBeginning = availableBitrate > this.#estimate * GROWS;
    this.#estimate = availableBitrate;
    return isShort && !isBeginning;
  }

  /** @param {'bits' | 'work'} what */
  #lower(what) {
    this.#ease = { ...this.#ease, [what]: Math.max(LEAST[what], this.#ease[what] * DOWN) };
  }

  /** @param {'bits' | 'work'} what */
  #raise(what) {
    this.#ease = { ...this.#ease, [what]: Math.min(1, this.#ease[what] + UP[what]) };
  }
}
