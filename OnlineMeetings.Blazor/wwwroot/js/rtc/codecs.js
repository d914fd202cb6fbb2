// @ts-check

/** What protects a picture from loss on its way. */
const PROTECTION = Object.freeze(['video/rtx', 'video/red', 'video/ulpfec']);

/**
 * What is offered for each slot, best first: what every browser has (RFC 7874, section 3; RFC 7742, section 5) and no more. Each
 * further codec is said, read and set up once for each slot of each link, which is much of what a join takes.
 *
 * Each packet of a voice holds the one before once more (RFC 2198), where the browser can: what gets lost on the way is not missed.
 *
 * @type {Readonly<Record<import('./slots.js').SlotName, readonly string[]>>}
 */
const OFFERED = Object.freeze({
  microphone: ['audio/red', 'audio/opus'],
  camera: ['video/vp8', 'video/h264', ...PROTECTION],
  screen: ['video/vp8', 'video/h264', ...PROTECTION],
  screenAudio: ['audio/opus'],
});

/** Of the many kinds of H.264, the one that RFC 7742 wants of everybody: constrained baseline. */
const COMMON_H264 = /packetization-mode=1.*profile-level-id=42e01f|profile-level-id=42e01f.*packetization-mode=1/;

/** What this browser has of them; it is asked once. @type {Map<import('./slots.js').SlotName, RTCRtpCodec[]>} */
const offered = new Map();

/**
 * Made before the offer; the answer keeps its order.
 * @param {RTCRtpTransceiver} transceiver @param {import('./slots.js').Slot} slot
 */
export function offerCodecs(transceiver, { name, kind }) {
  if (!offered.has(name)) offered.set(name, inThisBrowser(name, kind));
  transceiver.setCodecPreferences(offered.get(name) ?? []);
}

/** @param {import('./slots.js').SlotName} name @param {'audio' | 'video'} kind */
function inThisBrowser(name, kind) {
  const known = RTCRtpReceiver.getCapabilities(kind)?.codecs ?? [];
  return OFFERED[name].flatMap((type) => known.filter((codec) => codec.mimeType.toLowerCase() === type && isCommon(codec)));
}

/** @param {RTCRtpCodec} codec */
const isCommon = ({ mimeType, sdpFmtpLine = '' }) => mimeType.toLowerCase() !== 'video/h264' || COMMON_H264.test(sdpFmtpLine);
