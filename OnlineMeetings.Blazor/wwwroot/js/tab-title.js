// @ts-check

/** The title of the tab: of what is in the frame, and before it how much was missed since the tab was last seen. */
export class TabTitle {
  #text = document.title;
  #missed = 0;

  constructor() {
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) return;
      this.#missed = 0;
      this.#show();
    });
  }

  /** @param {string} text */
  set text(text) {
    this.#text = text;
    this.#show();
  }

  /** @param {number} count */
  miss(count) {
    this.#missed += count;
    this.#show();
  }

  #show() {
    document.title = this.#missed > 0 ? `(${this.#missed}) ${this.#text}` : this.#text;
  }
}
