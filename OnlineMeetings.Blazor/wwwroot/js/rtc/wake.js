// @ts-check

/** How often the clock is looked at, and how far it has jumped when the machine, or this page alone, has slept. */
const LOOK_EVERY = 1_000;
const SLEEP = 5_000;

/** Notices that the machine has slept, or is in another network now. */
export class Wake {
  #closed = new AbortController();
  #timer;
  #last = Date.now();

  /** @param {() => void} onwake */
  constructor(onwake) {
    const { signal } = this.#closed;
    this.#timer = setInterval(() => this.#look(onwake), LOOK_EVERY);
    addEventListener('online', onwake, { signal });
    document.addEventListener('resume', onwake, { signal });
    /** @type {any} */ (navigator).connection?.addEventListener('change', onwake, { signal });
  }

  close() {
    this.#closed.abort();
    clearInterval(this.#timer);
  }

  /** @param {() => void} onwake */
  #look(onwake) {
    const now = Date.now();
    if (now - this.#last > SLEEP) onwake();
    this.#last = now;
  }
}
