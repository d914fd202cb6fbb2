// @ts-check

/**
 * What each link may carry: a pure plan, made anew whenever something that it depends on is another.
 *
 * @typedef {'low' | 'medium' | 'high'} Quality  the meeting's ceiling
 * @typedef {import('./wish.js').Wish} Wish
 * @typedef {import('./strain.js').Ease} Ease
 * @typedef {import('./slots.js').SlotName} SlotName
 *
 * @typedef {{ height: number, fps: number }} Picture  pixels of the shorter side, frames a second
 * @typedef {{ active: boolean, maxBitrate: number } & Partial<Picture>} Limit  bits a second; a picture for video only
 * @typedef {Record<SlotName, Limit>} Limits
 *
 * @typedef {object} Situation
 * @property {Quality} quality
 * @property {Record<'camera' | 'screen' | 'screenAudio', boolean>} sends  of what there is a track
 * @property {{ wish: Wish, ease: Ease }[]} links  what each receiver shows, and what the way to it bears
 */

/** Bits a second of all links together. */
const BUDGETS = Object.freeze({ low: 2_000_000, medium: 4_000_000, high: 8_000_000 });

/** Bits a second of a voice on one link. They are set aside before any picture gets something. */
const AUDIO = Object.freeze({ low: 32_000, medium: 48_000, high: 64_000 });

/** Each packet of a voice carries the one before it again (RFC 2198), in case that one was lost. */
const VOICE_COPIES = 2;

/** Headers and repeated packets take the rest. */
const HEADROOM = 0.95;

/** How much of the budget a picture takes at most on one link: what it is shown at would not gain by more. */
const MOST = Object.freeze({ thumbnail: 0.08, large: 0.75 });

/** How the pictures share what there is. Of a screen one wants to read. */
const WEIGHTS = Object.freeze({
  camera: { thumbnail: 1, large: 4 },
  screen: { thumbnail: 2, large: 8 },
});

/** A picture of fewer bits shows nothing: they are better saved. */
const LEAST_VIDEO = 30_000;

/** The share of the budget that shows a face still: two thirds of what each picture gets where nine meet. */
const FACE = 0.06;

/** What so many bits are best spent on. */
const CAMERA_PICTURES = Object.freeze([
  { from: 2_500_000, height: 1080, fps: 30 },
  { from: 1_200_000, height: 720, fps: 30 },
  { from: 700_000, height: 540, fps: 25 },
  { from: 450_000, height: 360, fps: 25 },
  { from: 240_000, height: 270, fps: 20 },
  { from: 0, height: 180, fps: 15 },
]);

const SCREEN_HEIGHTS = Object.freeze({ thumbnail: 540, large: 1080 });
const SCREEN_FPS = Object.freeze({ low: 15, medium: 15, high: 30 });

const OFF = Object.freeze({ active: false, maxBitrate: 0 });

/**
 * The limits of each link, in the order of the links.
 * @param {Situation} situation
 * @returns {Limits[]}
 */
export function plan({ quality, sends, links }) {
  const audio = { active: true, maxBitrate: AUDIO[quality] };
  const sound = links.length * audio.maxBitrate * (VOICE_COPIES + (sends.screenAudio ? 1 : 0));
  const claims = links.flatMap(({ wish }, link) => [
    ...claim(link, 'camera', sends.camera, wish, quality),
    ...claim(link, 'screen', sends.screen, wish, quality),
  ]);
  divide((BUDGETS[quality] - sound) * HEADROOM, claims);

  return links.map(({ ease, wish }, link) => {
    /** @param {'camera' | 'screen'} slot */
    const bitsOf = (slot) => Math.round((claims.find((one) => one.link === link && one.slot === slot)?.bits ?? 0) * ease.bits);
    return {
      microphone: audio,
      camera: limitCamera(bitsOf('camera'), ease),
      screen: limitScreen(bitsOf('screen'), wish, quality),
      screenAudio: audio,
    };
  });
}

/**
 * How many people, oneself among them, a line carries that sends so many bits a second: all voices, and of everybody a picture on which
 * a face can be told. At most as many as there are seats; 1 where it does not carry even one other.
 * @param {number} bits @param {Quality} quality @param {number} seats
 */
export function peopleAt(bits, quality, seats) {
  const link = AUDIO[quality] * VOICE_COPIES + (FACE * BUDGETS[quality]) / HEADROOM;
  return Math.max(1, Math.min(seats, 1 + Math.floor(bits / link)));
}

/** The shorter side of the largest camera picture that is sent to anybody. @param {Limits[]} limits */
export function largestCamera(limits) {
  return Math.max(0, ...limits.map(({ camera }) => camera.height ?? 0));
}

/**
 * @typedef {{ link: number, slot: 'camera' | 'screen', weight: number, most: number, bits: number }} Claim
 * @param {number} link @param {'camera' | 'screen'} slot @param {boolean} isSent @param {Wish} wish @param {Quality} quality
 * @returns {Claim[]} one or none
 */
function claim(link, slot, isSent, wish, quality) {
  const size = wish[slot];
  if (!isSent || size === 'hidden') return [];
  return [{ link, slot, weight: WEIGHTS[slot][size], most: MOST[size] * BUDGETS[quality], bits: 0 }];
}

/**
 * Who reaches what it can use leaves the rest to the others: the soonest full come first.
 * @param {number} bits @param {Claim[]} claims
 */
function divide(bits, claims) {
  let weights = claims.reduce((sum, { weight }) => sum + weight, 0);
  for (const one of [...claims].sort((a, b) => a.most / a.weight - b.most / b.weight)) {
    one.bits = Math.min(one.most, (bits * one.weight) / weights);
    bits -= one.bits;
    weights -= one.weight;
  }
}

/** @param {number} maxBitrate @param {Ease} ease @returns {Limit} */
function limitCamera(maxBitrate, { work }) {
  if (maxBitrate < LEAST_VIDEO) return OFF;
  const picture = CAMERA_PICTURES.find(({ from }) => maxBitrate * work >= from);
  return { active: true, maxBitrate, height: picture?.height, fps: picture?.fps };
}

/** Text needs sharpness, not motion. @param {number} maxBitrate @param {Wish} wish @param {Quality} quality @returns {Limit} */
function limitScreen(maxBitrate, { screen }, quality) {
  if (maxBitrate < LEAST_VIDEO || screen === 'hidden') return OFF;
  return { active: true, maxBitrate, height: SCREEN_HEIGHTS[screen], fps: SCREEN_FPS[quality] };
}
