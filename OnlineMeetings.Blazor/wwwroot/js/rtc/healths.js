// @ts-check
import { LOSS, judge } from './health.js';
import { Review } from './review.js';
import { Steady } from './steady.js';

/** @typedef {import('./link.js').Link} Link */

/** How all links of one person are: seen together, they tell whose connection it is that loses packets. */
export class Healths {
  /** @type {Map<string, Steady>} */ #links = new Map();
  #review = new Review();
  #onchange;

  /** @param {(id: string) => void} onchange */
  constructor(onchange) {
    this.#onchange = onchange;
  }

  /** Null as long as there is nothing to tell. @param {string} id @returns {Readonly<import('./health.js').Health> | null} */
  of(id) {
    return this.#links.get(id)?.shown ?? null;
  }

  /** @param {ReadonlyMap<string, Link>} links  all there are, just measured */
  sample(links) {
    const figures = new Map([...links].map(([id, link]) => [id, link.figures]));
    const lossIs = whoseLoss([...figures.values()].filter(({ state }) => state === 'connected').map(({ lost }) => lost >= LOSS.fair));
    this.#review.sample([...figures].map(([id, one]) => {
      const steady = this.#steadyOf(id);
      if (steady.sample(judge({ ...one, lossIs }))) this.#onchange(id);
      return { grade: steady.shown.grade, lost: one.lost };
    }));
  }

  /** How all of them did since this was last asked for; null where there were none. */
  takeReview() {
    return this.#review.take();
  }

  /** @param {string} id */
  forget(id) {
    if (this.#links.delete(id)) this.#onchange(id);
  }

  /** @param {string} id */
  #steadyOf(id) {
    const known = this.#links.get(id);
    if (known) return known;
    const steady = new Steady();
    this.#links.set(id, steady);
    this.#onchange(id);
    return steady;
  }
}

/**
 * What is lost from everybody gets lost close to here. Of a single link nobody can say at which end.
 * @param {boolean[]} isLossy  of each link
 */
export function whoseLoss(isLossy) {
  if (isLossy.length < 2) return 'between';
  return isLossy.every(Boolean) ? 'ours' : 'theirs';
}
