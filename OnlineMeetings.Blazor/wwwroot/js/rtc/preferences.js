// @ts-check

/**
 * What is remembered of devices in this browser. Where its storage is full or forbidden, it holds until the page goes.
 *
 * @typedef {{ getItem(key: string): string | null, setItem(key: string, value: string): void, removeItem(key: string): void }} Memory
 */
export class Preferences {
  #storage;
  /** @type {Map<string, string>} */ #kept = new Map();

  /** @param {Memory | null} [storage]  null for nowhere */
  constructor(storage = localStorageOrNull()) {
    this.#storage = storage;
  }

  /** @param {string} key @returns {string} '' for what was never chosen */
  get(key) {
    try {
      return this.#kept.get(key) ?? this.#storage?.getItem(`rtc.${key}`) ?? '';
    } catch {
      return '';
    }
  }

  /** @param {string} key @param {string} value  '' to forget it */
  set(key, value) {
    this.#kept.set(key, value);
    try {
      if (value) this.#storage?.setItem(`rtc.${key}`, value);
      else this.#storage?.removeItem(`rtc.${key}`);
    } catch { /* It is kept here. */ }
  }
}

function localStorageOrNull() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
