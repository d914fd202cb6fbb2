// @ts-check
import { SLOTS } from './slots.js';

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
 */

/**
 * @param {RTCStatsReport} report
 * @returns {LinkStats}
 */
export function summarize(report) {
  const stats = { bytesSent: 0, bytesReceived: 0, roundTripTime: 0, framesDecoded: 0, framesSent: 0, screenFramesDecoded: 0, totalAudioEnergy: 0 };
  report.forEach((entry) => {
    const slot = SLOTS[Number(entry.mid)]?.name;
    if (entry.type === 'transport') {
      stats.bytesSent += entry.bytesSent ?? 0;
      stats.bytesReceived += entry.bytesReceived ?? 0;
    } else if (entry.type === 'candidate-pair' && entry.nominated && entry.state === 'succeeded') {
      stats.roundTripTime = entry.currentRoundTripTime ?? 0;
    } else if (entry.type === 'inbound-rtp' && slot === 'camera') {
      stats.framesDecoded += entry.framesDecoded ?? 0;
    } else if (entry.type === 'inbound-rtp' && slot === 'screen') {
      stats.screenFramesDecoded += entry.framesDecoded ?? 0;
    } else if (entry.type === 'inbound-rtp' && slot === 'microphone') {
      stats.totalAudioEnergy += entry.totalAudioEnergy ?? 0;
    } else if (entry.type === 'outbound-rtp' && slot === 'camera') {
      stats.framesSent += entry.framesSent ?? 0;
    }
  });
  return stats;
}
