// @ts-check
import { WELL, isWorse } from './health.js';

/**
 * @typedef {import('./health.js').Health} Health
 * @typedef {import('./health.js').Reason} Reason
 */

/** So many samples on end must agree before something else is shown: what is worse is believed sooner than what is better. */
const WORSE_AFTER = 2;
const OTHERWISE_AFTER = 3;

/** Found out over several samples already. @type {readonly Reason[]} */
const AT_ONCE = Object.freeze(['deaf', 'unheard', 'soundOnly']);

/** An amount that changes by less than this part of it is not worth another sentence. */
const NOTABLE = 1 / 3;

/** What is shown of a link's health: it follows what each sample finds, and does not flicker. */
export class Steady {
  #shown = WELL;
  #samples = 0;
  #isWorse = false;

  /** @returns {Readonly<Health>} */
  get shown() {
    return this.#shown;
  }

  /** @param {Health} found @returns {boolean} whether something else is shown now */
  sample(found) {
    if (isAlike(found, this.#shown)) {
      this.#samples = 0;
      return false;
    }
    const worse = isWorse(found.grade, this.#shown.grade);
    this.#samples = worse === this.#isWorse ? this.#samples + 1 : 1;
    this.#isWorse = worse;
    if (!AT_ONCE.includes(found.reason) && this.#samples < (worse ? WORSE_AFTER : OTHERWISE_AFTER)) return false;
    this.#shown = found;
    this.#samples = 0;
    return true;
  }
}

/** @param {Health} a @param {Health} b */
function isAlike(a, b) {
  return a.grade === b.grade && a.reason === b.reason && Math.abs(a.amount - b.amount) <= NOTABLE * b.amount;
}
