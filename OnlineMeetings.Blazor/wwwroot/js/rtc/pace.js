// @ts-check

/** How often something may happen: so many times at once, and so many a second in the long run. */
export class Pace {
  #burst;
  #perSecond;
  #left;
  #last = performance.now();

  /** @param {number} burst @param {number} perSecond */
  constructor(burst, perSecond) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#left = burst;
  }

  allows(now = performance.now()) {
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#last) / 1_000) * this.#perSecond);
    this.#last = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
