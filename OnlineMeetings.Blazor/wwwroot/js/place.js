// @ts-check

/**
 * What this tab remembers of a meeting, so that F5 leads straight back into the room, with microphone and camera as they were.
 *
 * @typedef {{ token: string, wantsSeat: boolean, microphone: boolean, camera: boolean, loudness?: Record<string, import('./sound.js').Loudness> }} Place
 */
export class PlaceMemory {
  #key;
  #storage;

  /** @param {string} code @param {Storage} [storage] */
  constructor(code, storage = sessionStorage) {
    this.#key = `meeting.${code}`;
    this.#storage = storage;
  }

  /** @returns {Place | null} */
  get place() {
    try {
      return JSON.parse(this.#storage.getItem(this.#key) ?? 'null');
    } catch {
      return null;
    }
  }

  /** @param {Partial<Place>} news */
  remember(news) {
    this.#storage.setItem(this.#key, JSON.stringify({ ...this.place, ...news }));
  }

  /** The meeting has another link. @param {string} code */
  move(code) {
    const { place } = this;
    this.forget();
    this.#key = `meeting.${code}`;
    if (place) this.remember(place);
  }

  forget() {
    this.#storage.removeItem(this.#key);
  }
}
