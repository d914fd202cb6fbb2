// @ts-check

/** Keeps the screen from going dark (W3C Screen Wake Lock API). A browser that has no such thing, or refuses, lets it go dark. */
export class WakeLock {
  #isWanted = false;
  /** @type {WakeLockSentinel | null} */ #lock = null;

  constructor() {
    // A hidden page loses its lock, and does not get it back by itself.
    document.addEventListener('visibilitychange', () => this.#ask());
  }

  /** @param {boolean} isWanted */
  keep(isWanted) {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    if (isWanted) this.#ask();
    else this.#release();
  }

  async #ask() {
    if (!this.#isWanted || this.#lock || document.hidden) return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      // Left meanwhile, or asked twice.
      if (!this.#isWanted || this.#lock) return void lock.release();
      this.#lock = lock;
      lock.addEventListener('release', () => { this.#lock = null; });
    } catch { /* Then not. */ }
  }

  #release() {
    this.#lock?.release();
    this.#lock = null;
  }
}
