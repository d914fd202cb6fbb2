// @ts-check
// Lays the tiles out: the columns and rows that make the largest 16:9 tile for whatever the stage measures.

const RATIO = 16 / 9;
const GAP = 12;

/** @type {HTMLElement | null} */ let stage = null;
const resized = new ResizeObserver(layOut);
const changed = new MutationObserver(layOut);

export function open() {
  stage = document.querySelector('.stage');
  if (!stage) return;
  resized.observe(stage);
  changed.observe(stage, { childList: true, subtree: true });
  layOut();
}

export function close() {
  resized.disconnect();
  changed.disconnect();
}

function layOut() {
  const tiles = /** @type {HTMLElement | null} */ (stage?.querySelector('[data-tiles]'));
  if (!tiles) return;
  const width = largestWidth(tiles.childElementCount, tiles.clientWidth, tiles.clientHeight);
  tiles.style.setProperty('--tile-width', `${width}px`);
}

/**
 * The width of a tile when `count` of them share an area.
 * @param {number} count @param {number} width @param {number} height
 */
export function largestWidth(count, width, height) {
  let best = 0;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const byWidth = (width - GAP * (columns - 1)) / columns;
    const byHeight = ((height - GAP * (rows - 1)) / rows) * RATIO;
    best = Math.max(best, Math.min(byWidth, byHeight));
  }
  return Math.floor(best);
}
