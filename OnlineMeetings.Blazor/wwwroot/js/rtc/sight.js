// @ts-check
import { UNSAID, isSame, larger, sizeOf } from './wish.js';

/** Who is seen better is told at once, who is seen less only after this time: one may only be passing by. */
const LESS_AFTER = 1_000;

/**
 * Watches what is seen of each person in this document. A picture in a hidden tab, outside the window, or behind one in full
 * screen is not seen; one in picture-in-picture is.
 *
 * @typedef {import('./wish.js').Wish} Wish
 * @typedef {import('./wish.js').Size} Size
 * @typedef {{ id: string, slot: 'camera' | 'screen', video: HTMLVideoElement, place: Element }} View
 *   place: what keeps its size also while there is no picture
 */
export class Sight {
  #ontell;
  /** @type {View[]} */ #views = [];
  /** @type {Map<string, Wish>} */ #told = new Map();
  /** Places that are known to be outside the window. @type {Set<Element>} */ #outside = new Set();
  /** @type {number | undefined} */ #later;
  #closed = new AbortController();
  #crossings = new IntersectionObserver((entries) => this.#cross(entries));
  #sizes = new ResizeObserver(() => this.#look());

  /** @param {(id: string, wish: Wish | null) => void} ontell  null: nothing of this person is laid out any more */
  constructor(ontell) {
    this.#ontell = ontell;
    const { signal } = this.#closed;
    for (const type of ['visibilitychange', 'fullscreenchange', 'enterpictureinpicture', 'leavepictureinpicture']) {
      document.addEventListener(type, () => this.#look(), { signal });
    }
  }

  /** These are all pictures that are laid out now. @param {View[]} views */
  watch(views) {
    const before = new Set(this.#views.map(({ place }) => place));
    const now = new Set(views.map(({ place }) => place));
    this.#views = views;
    const gone = [...before].filter((place) => !now.has(place));
    const come = [...now].filter((place) => !before.has(place));
    if (gone.length === 0 && come.length === 0) return;

    for (const place of gone) this.#unobserve(place);
    for (const place of come) this.#observe(place);
    for (const id of [...this.#told.keys()]) {
      if (!views.some((view) => view.id === id)) this.#forget(id);
    }
    this.#look();
  }

  close() {
    this.#closed.abort();
    clearTimeout(this.#later);
    this.#crossings.disconnect();
    this.#sizes.disconnect();
  }

  /** @param {Element} place */
  #observe(place) {
    this.#crossings.observe(place);
    this.#sizes.observe(place);
  }

  /** @param {Element} place */
  #unobserve(place) {
    this.#crossings.unobserve(place);
    this.#sizes.unobserve(place);
    this.#outside.delete(place);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #cross(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#outside.delete(target);
      else this.#outside.add(target);
    }
    this.#look();
  }

  #look() {
    for (const [id, now] of this.#wishes()) {
      const told = this.#told.get(id) ?? UNSAID;
      this.#tell(id, { camera: larger(told.camera, now.camera), screen: larger(told.screen, now.screen) });
    }
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.#wishes().forEach((wish, id) => this.#tell(id, wish)), LESS_AFTER);
  }

  #wishes() {
    /** @param {string} id @param {'camera' | 'screen'} slot */
    const seen = (id, slot) => {
      const sizes = this.#views.filter((view) => view.id === id && view.slot === slot).map((view) => this.#sizeOf(view));
      return sizes.length > 0 ? sizes.reduce(larger) : UNSAID[slot];
    };
    const ids = new Set(this.#views.map(({ id }) => id));
    return new Map([...ids].map((id) => [id, { camera: seen(id, 'camera'), screen: seen(id, 'screen') }]));
  }

  /** @param {View} view @returns {Size} */
  #sizeOf({ video, place }) {
    if (document.pictureInPictureElement === video) return 'large';
    const isBehind = document.fullscreenElement !== null && !document.fullscreenElement.contains(place);
    return document.hidden || isBehind || this.#outside.has(place) ? 'hidden' : sizeOf(place.getBoundingClientRect());
  }

  /** @param {string} id @param {Wish} wish */
  #tell(id, wish) {
    const told = this.#told.get(id);
    if (told && isSame(told, wish)) return;
    this.#told.set(id, wish);
    this.#ontell(id, wish);
  }

  /** @param {string} id */
  #forget(id) {
    this.#told.delete(id);
    this.#ontell(id, null);
  }
}
