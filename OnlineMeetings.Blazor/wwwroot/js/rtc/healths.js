// @ts-check
import { LOSS, WELL, judge } from './health.js';
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

  /** @param {string} id */
  of(id) {
    return this.#links.get(id)?.shown ?? WELL;
  }

  /** @param {ReadonlyMap<string, Link>} links  all there are, just measured */
  sample(links) {
    const figures = new Map([...links].map(([id, link]) => [id, link.figures]));
    const lossIs = whoseLoss([...figures.values()].filter(({ state }) => state === 'connected').map(({ lost }) => lost >= LOSS.fair));
    for (const [id, one] of figures) {
      const steady = this.#links.get(id) ?? new Steady();
      this.#links.set(id, steady);
      if (steady.sample(judge({ ...one, lossIs }))) this.#onchange(id);
    }
    this.#review.sample([...figures].map(([id, { lost }]) => ({ grade: this.of(id).grade, lost })));
  }

  /** How all of them did since this was last asked for; null where there were none. */
  takeReview() {
    return this.#review.take();
  }

  /** @param {string} id */
  forget(id) {
    if (this.#links.delete(id)) this.#onchange(id);
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
