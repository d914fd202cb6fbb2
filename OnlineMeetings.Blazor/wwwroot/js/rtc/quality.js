// @ts-check

/**
 * How much one link may send, by slot. Bits a second, pixels of the shorter side, frames a second.
 *
 * @typedef {{ maxBitrate: number, height: number, fps: number }} VideoLimit
 * @typedef {{ maxBitrate: number }} AudioLimit
 * @typedef {Record<import('./slots.js').SlotName, AudioLimit | VideoLimit>} Limits
 */

/** An upload of 2 Mbit/s, shared by the links of a meeting of so many people. */
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
 * @returns {VideoLimit}
 */
export function cameraLimit(people) {
  const { maxBitrate, height, fps } = CAMERA.find((row) => people <= row.people) ?? CAMERA[CAMERA.length - 1];
  return { maxBitrate, height, fps };
}

/**
 * The screen may take as many bits as the camera: text needs sharpness, not motion.
 * @param {number} people
 * @returns {Limits}
 */
export function planLimits(people) {
  const camera = cameraLimit(people);
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
