// @ts-check

/**
 * What one does to a single tile for oneself alone: one menu for all of them, opened at the one whose button was clicked.
 *
 * @typedef {object} TileMenuOptions
 * @property {import('./engine.js').Engine} engine
 * @property {(tile: HTMLElement) => void} pin
 * @property {AbortSignal} signal
 */
export class TileMenu {
  #engine;
  #pin;
  /** @type {HTMLElement | null} */ #tile = null;

  /** @param {TileMenuOptions} options */
  constructor({ engine, pin, signal }) {
    this.#engine = engine;
    this.#pin = pin;
    document.addEventListener('click', (event) => this.#onClick(event), { signal });
    document.addEventListener('dblclick', (event) => this.#onDoubleClick(event), { signal });
    document.addEventListener('input', (event) => this.#onInput(event), { signal });
  }

  /** Shows on the tiles who is silenced. @param {HTMLElement[]} tiles */
  mark(tiles) {
    for (const tile of tiles) tile.toggleAttribute('data-silenced', this.#isSilenced(tile));
  }

  /** @param {MouseEvent} event */
  #onClick({ target }) {
    if (!(target instanceof Element)) return;
    const opener = /** @type {HTMLElement | null} */ (target.closest('[data-tile-menu]'));
    const action = /** @type {HTMLElement | null} */ (target.closest('[data-do]'));
    if (opener) this.#open(opener);
    else if (action && this.#tile) this.#act(this.#tile, action.dataset.do);
  }

  /** @param {MouseEvent} event */
  #onDoubleClick({ target }) {
    const tile = target instanceof Element && !target.closest('button') ? target.closest('[data-tile]') : null;
    if (tile) toggleFullScreen(tile);
  }

  /** @param {Event} event */
  #onInput({ target }) {
    if (!(target instanceof HTMLInputElement) || !target.matches('[data-volume]') || !this.#tile) return;
    this.#setLoudness(this.#tile, { volume: Number(target.value) / 100, muted: false });
  }

  /** @param {HTMLElement} opener */
  #open(opener) {
    const menu = this.#menu;
    const tile = /** @type {HTMLElement | null} */ (opener.closest('[data-tile]'));
    if (!menu || !tile) return;
    this.#tile = tile;
    menu.setAttribute('aria-label', opener.getAttribute('aria-label') ?? '');
    this.#fill(menu, tile);
    if (!menu.matches(':popover-open')) menu.showPopover({ source: opener });
    const { left, right, top, bottom } = opener.getBoundingClientRect();
    const { width, height } = menu.getBoundingClientRect();
    menu.style.left = `${Math.max(8, Math.min(left, right - width, innerWidth - width - 8))}px`;
    menu.style.top = `${Math.max(8, top - height - 4 < 8 ? Math.min(bottom + 4, innerHeight - height - 8) : top - height - 4)}px`;
    /** @type {HTMLElement | null} */ (menu.querySelector('button:not([hidden]):not(:disabled)'))?.focus();
  }

  /** @param {HTMLElement} menu @param {HTMLElement} tile */
  #fill(menu, tile) {
    const { volume } = this.#engine.loudnessOf(this.#person(tile));
    const isMuted = this.#isSilenced(tile);
    const isMine = tile.dataset.mine !== undefined;
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (menu.querySelectorAll('[data-others]'))) part.hidden = isMine;
    /** @type {HTMLInputElement} */ (menu.querySelector('[data-volume]')).value = String(isMuted ? 0 : Math.round(volume * 100));
    menu.querySelector('[data-do="silence"]')?.setAttribute('aria-pressed', String(isMuted));
    menu.querySelector('[data-do="pin"]')?.setAttribute('aria-pressed', tile.querySelector('[data-pin]')?.getAttribute('aria-pressed') ?? 'false');
    const inPicture = /** @type {HTMLButtonElement} */ (menu.querySelector('[data-do="picture"]'));
    inPicture.hidden = !document.pictureInPictureEnabled;
    inPicture.disabled = this.#video(tile).videoWidth === 0;
  }

  /** All of it in the click itself: a browser allows it in no other moment. @param {HTMLElement} tile @param {string | undefined} what */
  #act(tile, what) {
    if (what === 'silence') {
      const { volume } = this.#engine.loudnessOf(this.#person(tile));
      this.#setLoudness(tile, this.#isSilenced(tile) ? { volume: volume || 1, muted: false } : { volume, muted: true });
      if (this.#menu) this.#fill(this.#menu, tile);
      return;
    }
    this.#menu?.hidePopover();
    if (what === 'pin') this.#pin(tile);
    if (what === 'full') toggleFullScreen(tile);
    if (what === 'picture') this.#togglePicture(this.#video(tile));
  }

  /** @param {HTMLVideoElement} video */
  #togglePicture(video) {
    // Forbidden until now, so that the browser lays no button of its own over each face.
    video.disablePictureInPicture = false;
    const done = document.pictureInPictureElement === video ? document.exitPictureInPicture() : video.requestPictureInPicture();
    done.catch(() => {});
  }

  /** @param {HTMLElement} tile @param {import('./sound.js').Loudness} loudness */
  #setLoudness(tile, loudness) {
    this.#engine.setLoudness(this.#person(tile), loudness);
    this.mark(/** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-tile]')]));
    this.#menu?.querySelector('[data-do="silence"]')?.setAttribute('aria-pressed', String(this.#isSilenced(tile)));
  }

  /** @param {HTMLElement} tile */
  #isSilenced(tile) {
    const { volume, muted } = this.#engine.loudnessOf(this.#person(tile));
    return muted || volume === 0;
  }

  /** Whose voice, or the sound of whose screen. @param {HTMLElement} tile */
  #person(tile) {
    return tile.dataset.participant ?? this.#video(tile).dataset.screen ?? '';
  }

  /** @param {HTMLElement} tile */
  #video(tile) {
    return /** @type {HTMLVideoElement} */ (tile.querySelector('video'));
  }

  get #menu() {
    return /** @type {HTMLElement | null} */ (document.getElementById('tile-menu'));
  }
}

/** In the click itself. What the browser forbids stays as it is. @param {Element} element */
export function toggleFullScreen(element) {
  (document.fullscreenElement === element ? document.exitFullscreen() : element.requestFullscreen()).catch(() => {});
}
