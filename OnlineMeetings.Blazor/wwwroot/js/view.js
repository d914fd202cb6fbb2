// @ts-check

/** @typedef {{ key: string, isScreen: boolean, isMine: boolean }} TileKind */

/** Of this browser, and of this tab. */
const LAYOUT = 'layout';
const PINNED = 'pinned';
const PUT_BACK = 'putBack';

/**
 * How one looks at the room: everybody alike, or who speaks large; what one has pinned; which screen one has put back among
 * the others. The layout is remembered in this browser, the rest in this tab, so that a frame that is loaded again shows the same.
 */
export class View {
  #layout = read(() => localStorage, LAYOUT);
  #pinned = read(() => sessionStorage, PINNED);
  #putBack = read(() => sessionStorage, PUT_BACK);

  get showsSpeaker() {
    return this.#layout === 'speaker';
  }

  set showsSpeaker(shows) {
    this.#layout = shows ? 'speaker' : 'grid';
    write(() => localStorage, LAYOUT, this.#layout);
  }

  /**
   * Which tile is large; null for all alike. What one has pinned goes before what others show, and that before who speaks.
   * @param {TileKind[]} tiles @param {string | null} speaker
   */
  large(tiles, speaker) {
    const held = this.held(tiles);
    if (held !== null || !this.showsSpeaker) return held;
    const others = tiles.filter(({ isScreen, isMine }) => !isScreen && !isMine);
    return (others.find(({ key }) => key === speaker) ?? others[0])?.key ?? null;
  }

  /** Which tile is large whoever speaks. @param {TileKind[]} tiles */
  held(tiles) {
    if (tiles.some(({ key }) => key === this.#pinned)) return this.#pinned;
    // One's own screen is before one's eyes already, and in itself once more.
    const newest = tiles.filter(({ isScreen, isMine }) => isScreen && !isMine).at(-1)?.key ?? null;
    return newest === this.#putBack ? null : newest;
  }

  /** Pins a tile, or puts back the one that is held. @param {string} key @param {TileKind[]} tiles */
  togglePin(key, tiles) {
    const isHeld = this.held(tiles) === key;
    this.#pinned = isHeld ? '' : key;
    if (isHeld) this.#putBack = key;
    else if (this.#putBack === key) this.#putBack = '';
    write(() => sessionStorage, PINNED, this.#pinned);
    write(() => sessionStorage, PUT_BACK, this.#putBack ?? '');
  }
}

/** @param {() => Storage} storage @param {string} key */
function read(storage, key) {
  try {
    return storage().getItem(key);
  } catch {
    return null; // Storage is forbidden here.
  }
}

/** @param {() => Storage} storage @param {string} key @param {string} value */
function write(storage, key, value) {
  try {
    storage().setItem(key, value);
  } catch { /* For this page only, then. */ }
}
