// @ts-check

/**
 * How much one link may send, by slot. Bits a second, pixels of the shorter side, frames a second.
 *
 * @typedef {{ maxBitrate: number, height: number, fps: number }} VideoLimit
 * @typedef {{ maxBitrate: number }} AudioLimit
 * @typedef {Record<import('./slots.js').SlotName, AudioLimit | VideoLimit>} Limits
 * @typedef {'low' | 'medium' | 'high'} Quality  the meeting's ceiling: an upload of 2, 4 or 8 Mbit/s in all
 */

/** What the bits of a ceiling are to those of Low. A picture of twice the bits has more points, not twice as many lines. */
const CEILINGS = Object.freeze({ low: 1, medium: 2, high: 4 });
const MOST_LINES = 1080;

/** Low: an upload of 2 Mbit/s, shared by the links of a meeting of so many people. */
const CAMERA = Object.freeze([
  { people: 2, maxBitrate: 1_500_000, height: 720, fps: 30 },
  { people: 3, maxBitrate: 900_000, height: 540, fps: 25 },
  { people: 4, maxBitrate: 600_000, height: 360, fps: 25 },
  { people: 6, maxBitrate: 320_000, height: 270, fps: 20 },
  { people: 9, maxBitrate: 160_000, height: 180, fps: 15 },
]);

const SCREEN_FPS = 15;
const SCREEN_HEIGHT = 1080;
const AUDIO_BITRATE = 50_000;

/**
 * What the camera may send on each link.
 * @param {number} people  how many are seated, oneself included
 * @param {Quality} quality
 * @returns {VideoLimit}
 */
export function cameraLimit(people, quality) {
  const { maxBitrate, height, fps } = CAMERA.find((row) => people <= row.people) ?? CAMERA[CAMERA.length - 1];
  const factor = CEILINGS[quality];
  return { maxBitrate: maxBitrate * factor, height: Math.min(MOST_LINES, Math.round(height * Math.sqrt(factor))), fps };
}

/**
 * The screen may take as many bits as the camera: text needs sharpness, not motion.
 * @param {number} people
 * @param {Quality} quality
 * @returns {Limits}
 */
export function planLimits(people, quality) {
  const camera = cameraLimit(people, quality);
  return {
    microphone: { maxBitrate: AUDIO_BITRATE },
    camera,
    screen: { maxBitrate: camera.maxBitrate, height: SCREEN_HEIGHT, fps: SCREEN_FPS },
    screenAudio: { maxBitrate: AUDIO_BITRATE },
  };
}

/**
 * Audio goes first, a camera gives up a little of everything, a screen stays readable. The parameters are read and
 * written in one step: those read earlier are refused (W3C WebRTC 1.0, section 5.2, setParameters).
 *
 * @param {RTCRtpSender} sender
 * @param {AudioLimit | VideoLimit} limit
 * @param {import('./slots.js').SlotName} name
 */
export async function limitSender(sender, limit, name) {
  const parameters = sender.getParameters();
  const encoding = parameters.encodings[0];
  if (!encoding) return;

  encoding.maxBitrate = limit.maxBitrate;
  if ('height' in limit) {
    encoding.maxFramerate = limit.fps;
    encoding.scaleResolutionDownBy = Math.max(1, shorterSide(sender.track) / limit.height);
    parameters.degradationPreference = name === 'screen' ? 'maintain-resolution' : 'balanced';
  } else {
    encoding.priority = encoding.networkPriority = 'high';
  }
  await sender.setParameters(parameters);
}

/** @param {MediaStreamTrack | null} track */
function shorterSide(track) {
  const { width = 0, height = 0 } = track?.getSettings() ?? {};
  return Math.min(width, height);
}
