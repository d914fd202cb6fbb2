// @ts-check

/**
 * What a receiver shows of somebody: each receiver tells each sender, over the data channel, as `{ wish: Wish }`.
 *
 * @typedef {'hidden' | 'thumbnail' | 'large'} Size
 * @typedef {{ camera: Size, screen: Size }} Wish
 */

/** From the smallest on. @type {readonly Size[]} */
const SIZES = Object.freeze(['hidden', 'thumbnail', 'large']);

/** What holds as long as nothing was said: rather too much than a missing picture. @type {Readonly<Wish>} */
export const UNSAID = Object.freeze({ camera: 'large', screen: 'large' });

/** No picture at all. @type {Readonly<Wish>} */
export const NOTHING = Object.freeze({ camera: 'hidden', screen: 'hidden' });

/** A picture of fewer lines than this is a thumbnail. CSS pixels: what eyes can tell apart, not what a screen can. */
const FEWEST_LARGE = 180;

/** Of nearly all pictures: none is cropped, so that a narrow place shows a flat one. */
const RATIO = 16 / 9;

/**
 * Reads what came from another browser: a wish, or null for whatever is none.
 * @param {any} message
 * @returns {Wish | null}
 */
export function readWish(message) {
  const { camera, screen } = message?.wish ?? {};
  return SIZES.includes(camera) && SIZES.includes(screen) ? { camera, screen } : null;
}

/** @param {{ width: number, height: number }} area  of the place where a picture is shown */
export function sizeOf({ width, height }) {
  const lines = Math.min(height, width / RATIO);
  if (lines === 0) return 'hidden';
  return lines < FEWEST_LARGE ? 'thumbnail' : 'large';
}

/** @param {Size} a @param {Size} b */
export const larger = (a, b) => (SIZES.indexOf(a) > SIZES.indexOf(b) ? a : b);

/** @param {Wish} a @param {Wish} b */
export const isSame = (a, b) => a.camera === b.camera && a.screen === b.screen;
