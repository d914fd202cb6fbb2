// @ts-check

/**
 * How the links of one person did since this was last asked for: small enough to be kept for everybody.
 *
 * @typedef {object} Reviewed
 * @property {number} samples  how often there was a link to look at
 * @property {number} poor  how often the worst one was poor, or lost
 * @property {number} lost  percent of what came, on average
 */
export class Review {
  #samples = 0;
  #poor = 0;
  #lost = 0;

  /** @param {{ grade: import('./health.js').Grade, lost: number }[]} links  all there are */
  sample(links) {
    if (links.length === 0) return;
    this.#samples += 1;
    if (links.some(({ grade }) => grade === 'poor' || grade === 'lost')) this.#poor += 1;
    this.#lost += links.reduce((sum, { lost }) => sum + lost, 0) / links.length;
  }

  /** @returns {Reviewed | null} null where there was nothing to look at */
  take() {
    const samples = this.#samples;
    if (samples === 0) return null;
    const reviewed = { samples, poor: this.#poor, lost: Math.round((this.#lost / samples) * 1_000) / 10 };
    this.#samples = this.#poor = this.#lost = 0;
    return reviewed;
  }
}
