// @ts-check

/** Somebody who speaks for this long takes the floor from who is silent, or, by speaking on, from who speaks too. */
const TAKES_AFTER = 1_000;
const INTERRUPTS_AFTER = 4_000;

/** Who has the floor: of those who speak the one to be shown large. It changes hands when the talk does, not with every "yes". */
export class Floor {
  /** Since when each one speaks who does. @type {Map<string, number>} */ #speaking = new Map();
  /** @type {string | null} */ #holder = null;

  /** @param {string} id @param {boolean} speaking @param {number} now */
  hears(id, speaking, now) {
    if (!speaking) this.#speaking.delete(id);
    else if (!this.#speaking.has(id)) this.#speaking.set(id, now);
  }

  /** Who has it now; null before anybody has spoken. @param {number} now */
  holder(now) {
    // A Map keeps the order in which they began.
    const [rival, since] = [...this.#speaking].find(([id]) => id !== this.#holder) ?? [];
    if (rival !== undefined && since !== undefined && now - since >= this.#patience) this.#holder = rival;
    return this.#holder;
  }

  get #patience() {
    if (this.#holder === null) return 0;
    return this.#speaking.has(this.#holder) ? INTERRUPTS_AFTER : TAKES_AFTER;
  }
}
