// @ts-check
// Where the tiles of a stage stand. Geometry alone: pixels in, pixels out.

/**
 * @typedef {{ left: number, top: number, width: number, height: number }} Box
 * @typedef {{ ratios: readonly number[], gap: number, fewestColumns?: number }} Shape  `ratios`: of width to height, that a tile may have
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
export function grid(count, area, { ratios, gap, fewestColumns = 1 }) {
  const best = { columns: 1, width: 0, height: 0 };
  for (const ratio of ratios) {
    for (let columns = fewestColumns; columns <= Math.max(count, fewestColumns); columns++) {
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
  const { main, boxes } = count === 1 ? { main: area, boxes: [] } : area.width > area.height ? beside(count - 1, area, shape) : below(count - 1, area, shape);
  boxes.splice(large, 0, fills ? box(main.left, main.top, main.width, main.height) : grid(1, main, { ...shape, ratios: [WIDE] })[0]);
  return boxes;
}

/**
 * The small ones take no more of the width than they need, and on a low stage all that a large one of 16:9 would leave empty.
 * @param {number} count @param {Box} area @param {Shape} shape
 */
function beside(count, area, shape) {
  const empty = area.width - shape.gap - area.height * WIDE;
  const widest = Math.max(empty, Math.min(COLUMN_WIDEST, Math.max(COLUMN_NARROWEST, area.width * COLUMN_SHARE)));
  const needed = extent(grid(count, { ...area, width: widest }, shape), 'left', 'width');
  const main = { ...area, width: area.width - needed - shape.gap };
  return { main, boxes: grid(count, { ...area, left: area.left + area.width - needed, width: needed }, shape) };
}

/** The small ones stand in two columns at least, right under the large one. @param {number} count @param {Box} area @param {Shape} shape */
function below(count, area, shape) {
  const height = Math.min(area.width / WIDE, area.height * LARGE_SHARE);
  const rest = area.height - height - shape.gap;
  const small = { ...shape, fewestColumns: 2 };
  const needed = extent(grid(count, { ...area, height: rest }, small), 'top', 'height');
  const top = area.top + (rest - needed) / 2;
  return { main: { ...area, top, height }, boxes: grid(count, { ...area, top: top + height + shape.gap, height: needed }, small) };
}

/** How far all of them reach. @param {Box[]} boxes @param {'left' | 'top'} from @param {'width' | 'height'} over */
function extent(boxes, from, over) {
  return Math.max(...boxes.map((box) => box[from] + box[over])) - Math.min(...boxes.map((box) => box[from]));
}

/** Whole pixels, so that no edge is blurred. @param {number} left @param {number} top @param {number} width @param {number} height @returns {Box} */
function box(left, top, width, height) {
  return { left: Math.round(left), top: Math.round(top), width: Math.floor(width), height: Math.floor(height) };
}
