// @ts-check
// The stage of the room in this browser: where its tiles stand, which of them is large, and what is done to one of them. All of
// it is one's own view and no business of the server's, and works without it.

import { engine } from './RoomPage.razor.js';
import { Floor } from '../js/floor.js';
import { DESK, PHONE, focus, grid } from '../js/layout.js';
import { TileMenu, toggleFullScreen } from '../js/tile-menu.js';
import { View } from '../js/view.js';

/** How often it is looked at whether somebody has taken the floor. */
const LOOK_EVERY = 250;

const phone = matchMedia('(max-width: 720px), (max-height: 480px)');

const view = new View();
const floor = new Floor();

/** @param {HTMLElement} stage */
export function open(stage) {
  const gone = new AbortController();
  const { signal } = gone;
  const menu = new TileMenu({ engine, pin: (tile) => { view.togglePin(keyOf(tile), kinds(tiles())); layOut(); }, signal });

  const tiles = () => /** @type {HTMLElement[]} */ ([...stage.querySelectorAll('[data-tile]')]);

  function layOut() {
    const all = tiles();
    const place = all[0]?.parentElement;
    if (!place) return;
    measure(place);
    const area = { left: 0, top: 0, width: place.clientWidth, height: place.clientHeight };
    const large = view.large(kinds(all), floor.holder(performance.now()));
    const at = all.findIndex((tile) => keyOf(tile) === large);
    const shape = phone.matches ? PHONE : DESK;
    const boxes = at < 0 ? grid(all.length, area, shape) : focus(all.length, at, area, shape, isScreen(all[at]));
    for (const [index, tile] of all.entries()) put(tile, boxes[index], index === at);
    showPins(all);
    menu.mark(all);
  }

  /** @param {HTMLElement[]} all */
  function showPins(all) {
    const held = view.held(kinds(all));
    for (const tile of all) set(tile.querySelector('[data-pin]'), 'aria-pressed', String(keyOf(tile) === held));
    for (const button of document.querySelectorAll('[data-layout]')) set(button, 'aria-pressed', String(view.showsSpeaker));
    for (const button of document.querySelectorAll('[data-full]')) set(button, 'aria-pressed', String(document.fullscreenElement !== null));
  }

  /** @param {Event} event */
  function onClick({ target }) {
    if (!(target instanceof Element)) return;
    const tile = /** @type {HTMLElement | null} */ (target.closest('[data-tile]'));
    if (tile && target.closest('[data-pin]')) view.togglePin(keyOf(tile), kinds(tiles()));
    else if (target.closest('[data-layout]')) view.showsSpeaker = !view.showsSpeaker;
    else if (target.closest('[data-full]')) toggleFullScreen(document.documentElement);
    else return;
    layOut();
  }

  const resized = new ResizeObserver(layOut);
  /** @type {Element | null} */ let measured = null;

  /** It is smaller over a phone's sheet, while the stage stays as it is. @param {Element} place  where the tiles stand */
  function measure(place) {
    if (place === measured) return;
    resized.disconnect();
    resized.observe(place);
    measured = place;
  }

  const changed = new MutationObserver(layOut);
  changed.observe(stage, { childList: true, subtree: true });
  document.addEventListener('click', onClick, { signal });
  // Of the videos, when their pictures change shape.
  stage.addEventListener('resize', layOut, { capture: true, signal });
  document.addEventListener('fullscreenchange', layOut, { signal });
  phone.addEventListener('change', layOut, { signal });
  engine.addEventListener('speaking', (/** @type {any} */ { detail }) => floor.hears(detail.id, detail.speaking, performance.now()), { signal });
  const looking = setInterval(() => { if (view.showsSpeaker) layOut(); }, LOOK_EVERY);
  addEventListener('pagehide', close, { signal });
  layOut();

  function close() {
    gone.abort();
    resized.disconnect();
    changed.disconnect();
    clearInterval(looking);
  }

  return { close };
}

/** @param {HTMLElement} tile */
const keyOf = (tile) => tile.dataset.tile ?? '';

/** @param {HTMLElement} tile */
const isScreen = (tile) => tile.dataset.participant === undefined;

/** @param {HTMLElement[]} tiles @returns {import('../js/view.js').TileKind[]} */
const kinds = (tiles) => tiles.map((tile) => ({ key: keyOf(tile), isScreen: isScreen(tile), isMine: tile.dataset.mine !== undefined }));

/** @param {HTMLElement} tile @param {import('../js/layout.js').Box} box @param {boolean} isLarge */
function put(tile, { left, top, width, height }, isLarge) {
  Object.assign(tile.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  tile.toggleAttribute('data-large', isLarge);
  const { videoWidth, videoHeight } = /** @type {HTMLVideoElement} */ (tile.querySelector('video'));
  tile.toggleAttribute('data-covered', !isScreen(tile) && videoWidth * height > videoHeight * width);
}

/** @param {Element | null} element @param {string} name @param {string} value */
function set(element, name, value) {
  if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
}
