// @ts-check
// Where the tiles of a stage stand. Geometry alone: pixels in, pixels out.

/**
 * @typedef {{ left: number, top: number, width: number, height: number }} Box
 * @typedef {{ ratios: readonly number[], gap: number }} Shape  the ratios of width to height that a tile may have
 */

const WIDE = 16 / 9;

/** Faces are never cropped on a desk; a phone may show them in 4:3, where that makes them larger. */
export const DESK = Object.freeze({ ratios: [WIDE], gap: 12 });
export const PHONE = Object.freeze({ ratios: [WIDE, 4 / 3], gap: 8 });

/** What a column of small tiles takes of a wide stage, and what the large tile leaves of a tall one at least. */
const COLUMN_SHARE = 0.18;
const COLUMN_NARROWEST = 120;
const COLUMN_WIDEST = 260;
const LARGE_SHARE = 0.62;

/**
 * The columns and rows that make the largest tiles for so many; all is centred, also the last row.
 * @param {number} count @param {Box} area @param {Shape} shape @returns {Box[]}
 */
export function grid(count, area, { ratios, gap }) {
  const best = { columns: 1, width: 0, height: 0 };
  for (const ratio of ratios) {
    for (let columns = 1; columns <= count; columns++) {
      const rows = Math.ceil(count / columns);
      const width = Math.min((area.width - gap * (columns - 1)) / columns, ((area.height - gap * (rows - 1)) / rows) * ratio);
      if (width * width / ratio > best.width * best.height) Object.assign(best, { columns, width, height: width / ratio });
    }
  }
  const { columns, width, height } = best;
  const rows = Math.ceil(count / columns);
  const top = area.top + (area.height - rows * height - (rows - 1) * gap) / 2;
  return Array.from({ length: count }, (_, at) => {
    const row = Math.floor(at / columns);
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const left = area.left + (area.width - inRow * width - (inRow - 1) * gap) / 2;
    return box(left + (at % columns) * (width + gap), top + row * (height + gap), width, height);
  });
}

/**
 * One tile large, the others small beside it, or below it on a stage that is taller than wide.
 * @param {number} count @param {number} large  which one @param {Box} area @param {Shape} shape
 * @param {boolean} fills  the large one takes all of its place, whatever its picture measures
 * @returns {Box[]}
 */
export function focus(count, large, area, shape, fills) {
  const { main, rest } = count === 1 ? { main: area, rest: area } : split(area, shape.gap);
  const boxes = grid(count - 1, rest, shape);
  boxes.splice(large, 0, fills ? main : grid(1, main, { ...shape, ratios: [WIDE] })[0]);
  return boxes;
}

/** @param {Box} area @param {number} gap */
function split(area, gap) {
  if (area.width > area.height) {
    const column = Math.min(COLUMN_WIDEST, Math.max(COLUMN_NARROWEST, area.width * COLUMN_SHARE));
    const width = area.width - column - gap;
    return { main: { ...area, width }, rest: { ...area, left: area.left + width + gap, width: column } };
  }
  const height = Math.min(area.width / WIDE, area.height * LARGE_SHARE);
  return { main: { ...area, height }, rest: { ...area, top: area.top + height + gap, height: area.height - height - gap } };
}

/** Whole pixels, so that no edge is blurred. @param {number} left @param {number} top @param {number} width @param {number} height @returns {Box} */
function box(left, top, width, height) {
  return { left: Math.round(left), top: Math.round(top), width: Math.floor(width), height: Math.floor(height) };
}
