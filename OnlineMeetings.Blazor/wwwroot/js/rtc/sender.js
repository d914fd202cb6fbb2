// @ts-check

/**
 * Brings what was planned to one sender. Audio goes first, a camera gives up a little of everything, a screen stays
 * readable. The parameters are read and written in one step: those read earlier are refused (W3C WebRTC 1.0,
 * section 5.2, setParameters). What holds already is not set again: it could cost a key frame.
 *
 * @param {RTCRtpSender} sender
 * @param {import('./quality.js').Limit} limit
 * @param {import('./slots.js').SlotName} name
 */
export async function limitSender(sender, { active, maxBitrate, height, fps }, name) {
  const parameters = sender.getParameters();
  const encoding = parameters.encodings[0];
  if (!encoding) return;

  /** @type {RTCRtpEncodingParameters} */
  const wanted = { active, ...(active && { maxBitrate }) };
  if (sender.track?.kind === 'audio') wanted.priority = wanted.networkPriority = 'high';
  if (height && sender.track) wanted.scaleResolutionDownBy = Math.max(1, shorterSide(sender.track) / height);
  if (fps) wanted.maxFramerate = fps;
  const preference = PREFERENCES[name];
  if (preference === parameters.degradationPreference && holds(wanted, encoding)) return;

  Object.assign(encoding, wanted);
  if (preference) parameters.degradationPreference = preference;
  await sender.setParameters(parameters);
}

/** @type {Partial<Record<import('./slots.js').SlotName, RTCDegradationPreference>>} */
const PREFERENCES = Object.freeze({ camera: 'balanced', screen: 'maintain-resolution' });

/** @param {RTCRtpEncodingParameters} wanted @param {RTCRtpEncodingParameters} encoding */
function holds(wanted, encoding) {
  return Object.entries(wanted).every(([key, value]) => encoding[/** @type {keyof RTCRtpEncodingParameters} */ (key)] === value);
}

/** @param {MediaStreamTrack} track */
function shorterSide(track) {
  const { width = 0, height = 0 } = track.getSettings();
  return Math.min(width, height);
}
