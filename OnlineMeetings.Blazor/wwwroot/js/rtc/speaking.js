// @ts-check

/** Who is louder than this (0 to 1) speaks, and goes on speaking for a short pause between two words. */
const LOUD = 0.02;
const PAUSE = 800;

/** Tells from sampled audio levels who speaks. */
export class Speaking {
  /** @type {Map<string, number>} */ #lastLoud = new Map();
  #ontell;

  /** @param {(id: string, speaking: boolean) => void} ontell */
  constructor(ontell) {
    this.#ontell = ontell;
  }

  /** @param {string} id @param {number} level @param {number} [now] */
  sample(id, level, now = performance.now()) {
    const lastLoud = this.#lastLoud.get(id);
    if (level > LOUD) {
      this.#lastLoud.set(id, now);
      if (lastLoud === undefined) this.#ontell(id, true);
    } else if (lastLoud !== undefined && now - lastLoud > PAUSE) {
      this.forget(id);
    }
  }

  /** @param {string} id */
  forget(id) {
    if (this.#lastLoud.delete(id)) this.#ontell(id, false);
  }
}
