// @ts-check
import { SLOTS } from './slots.js';

/** Receivers report at least this often, in milliseconds. */
const FRESH = 6_000;

/**
 * The few numbers of one link that people and tests ask for.
 *
 * @typedef {object} LinkStats
 * @property {number} bytesSent
 * @property {number} bytesReceived
 * @property {number} roundTripTime  seconds, 0 while unknown
 * @property {number} framesDecoded  of the camera
 * @property {number} framesSent  of the camera
 * @property {number} screenFramesDecoded
 * @property {number} totalAudioEnergy  of the other's microphone
 * @property {number} videoBytesReceived
 * @property {number} videoBytesSent
 * @property {number} availableBitrate  bits a second that this way is thought to carry, 0 while unknown
 * @property {number} fractionLost  of what was sent, 0 to 1, where it was worst
 * @property {number} voicePacketsSent
 * @property {number} voicePacketsReceived
 * @property {number} packetsReceived  of sound and pictures
 * @property {number} packetsLost
 * @property {boolean} isRelayed
 * @property {string} protocol  to the other or to the relay, like 'udp'; '' while unknown
 * @property {string[]} codecs  in use, like 'video/VP8'
 * @property {string} limitation  what keeps the pictures from being as large as planned: 'none', 'bandwidth', 'cpu' or 'other'
 */

/**
 * @param {RTCStatsReport} report
 * @returns {LinkStats}
 */
export function summarize(report) {
  const stats = {
    bytesSent: 0, bytesReceived: 0, roundTripTime: 0, framesDecoded: 0, framesSent: 0, screenFramesDecoded: 0, totalAudioEnergy: 0,
    videoBytesReceived: 0, videoBytesSent: 0, availableBitrate: 0, fractionLost: 0, voicePacketsSent: 0, voicePacketsReceived: 0,
    packetsReceived: 0, packetsLost: 0, isRelayed: false, protocol: '', codecs: /** @type {string[]} */ ([]), limitation: 'none',
  };
  report.forEach((entry) => {
    const slot = SLOTS[Number(entry.mid)]?.name;
    if (entry.type === 'transport') {
      stats.bytesSent += entry.bytesSent ?? 0;
      stats.bytesReceived += entry.bytesReceived ?? 0;
    } else if (entry.type === 'candidate-pair' && entry.nominated && entry.state === 'succeeded') {
      stats.roundTripTime = entry.currentRoundTripTime ?? 0;
      stats.availableBitrate = entry.availableOutgoingBitrate ?? 0;
      addWay(stats, report.get(entry.localCandidateId), report.get(entry.remoteCandidateId));
    } else if (entry.type === 'inbound-rtp' && slot === 'camera') {
      stats.framesDecoded += entry.framesDecoded ?? 0;
    } else if (entry.type === 'inbound-rtp' && slot === 'screen') {
      stats.screenFramesDecoded += entry.framesDecoded ?? 0;
    } else if (entry.type === 'inbound-rtp' && slot === 'microphone') {
      stats.totalAudioEnergy += entry.totalAudioEnergy ?? 0;
    } else if (entry.type === 'outbound-rtp' && slot === 'camera') {
      stats.framesSent += entry.framesSent ?? 0;
    }
    if (entry.kind === 'video') addVideo(stats, entry);
    if (slot === 'microphone') addVoice(stats, entry);
    if (entry.type === 'inbound-rtp') {
      stats.packetsReceived += entry.packetsReceived ?? 0;
      stats.packetsLost += entry.packetsLost ?? 0;
    }
    const codec = report.get(entry.codecId)?.mimeType;
    if (codec && !stats.codecs.includes(codec)) stats.codecs.push(codec);
    if (entry.type === 'remote-inbound-rtp' && isFresh(entry)) stats.fractionLost = Math.max(stats.fractionLost, entry.fractionLost ?? 0);
  });
  return stats;
}

/** @param {LinkStats} stats @param {any} local @param {any} remote */
function addWay(stats, local, remote) {
  stats.isRelayed = local?.candidateType === 'relay' || remote?.candidateType === 'relay';
  stats.protocol = local?.relayProtocol ?? local?.protocol ?? '';
}

/** @param {LinkStats} stats @param {any} entry */
function addVoice(stats, entry) {
  if (entry.type === 'inbound-rtp') stats.voicePacketsReceived += entry.packetsReceived ?? 0;
  if (entry.type === 'outbound-rtp') stats.voicePacketsSent += entry.packetsSent ?? 0;
}

/** Of camera and screen together. @param {LinkStats} stats @param {any} entry */
function addVideo(stats, entry) {
  if (entry.type === 'inbound-rtp') stats.videoBytesReceived += entry.bytesReceived ?? 0;
  if (entry.type !== 'outbound-rtp') return;
  stats.videoBytesSent += entry.bytesSent ?? 0;
  const limitation = entry.active ? entry.qualityLimitationReason ?? 'none' : 'none';
  if (stats.limitation !== 'cpu' && limitation !== 'none') stats.limitation = limitation;
}

/** Of what is no longer sent, the last report stays for ever. @param {{ timestamp: number }} entry */
const isFresh = ({ timestamp }) => Date.now() - timestamp < FRESH;
