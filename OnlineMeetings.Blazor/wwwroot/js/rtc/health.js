// @ts-check

/**
 * How good the link to somebody is, and why it is no better: pure, from the figures of one sample.
 *
 * @typedef {'good' | 'fair' | 'poor' | 'lost'} Grade
 * @typedef {'none' | 'relay' | 'connecting' | 'reconnecting' | 'deaf' | 'unheard' | 'soundOnly' | 'lossOurs' | 'lossTheirs' | 'lossBetween'
 *   | 'delay' | 'theirUpload' | 'theirDevice' | 'ourUpload' | 'ourDevice'} Reason
 * @typedef {{ grade: Grade, reason: Reason, amount: number }} Health  amount: percent of a loss, milliseconds of a delay, else 0
 *
 * @typedef {object} Figures
 * @property {RTCPeerConnectionState} state
 * @property {boolean} hasConnected  in this stay
 * @property {boolean} hears  the other's voice arrives
 * @property {boolean} isHeard  one's own arrives there
 * @property {boolean} isSoundOnly
 * @property {number} lost  0 to 1, of what the other sends
 * @property {'ours' | 'theirs' | 'between'} lossIs  whose connection loses it, as far as other links tell
 * @property {number} roundTripTime  seconds
 * @property {import('./report.js').Limit} theirLimit
 * @property {import('./report.js').Limit} ourLimit
 * @property {boolean} isRelayed
 */

/** Of all packets. Copies of a voice make up for less (RFC 2198); pictures freeze above. */
export const LOSS = Object.freeze({ fair: 0.03, poor: 0.1 });

/** Seconds there and back: two people begin to talk at once (ITU-T G.114), and can't talk but in turns. */
const DELAY = Object.freeze({ fair: 0.4, poor: 0.8 });

/** From the best on. @type {readonly Grade[]} */
const GRADES = Object.freeze(['good', 'fair', 'poor', 'lost']);

/** Of somebody with whom nothing is wrong, or of whom nothing is known. @type {Readonly<Health>} */
export const WELL = Object.freeze({ grade: 'good', reason: 'none', amount: 0 });

/** @param {Grade} a @param {Grade} b  whether a is worse */
export const isWorse = (a, b) => GRADES.indexOf(a) > GRADES.indexOf(b);

/**
 * @param {Figures} figures
 * @returns {Health}
 */
export function judge(figures) {
  const { state, hasConnected, hears, isHeard } = figures;
  const isOpen = state === 'connected' || state === 'disconnected';
  if (!isOpen) return health('lost', hasConnected ? 'reconnecting' : 'connecting');
  // One direction may carry on while the other is gone: more is known of it than that something is wrong.
  if (hears !== isHeard) return health('poor', hears ? 'unheard' : 'deaf');
  if (state === 'disconnected' || !hears) return health('lost', 'reconnecting');
  return faults(figures).reduce((worst, one) => (isWorse(one.grade, worst.grade) ? one : worst), figures.isRelayed ? health('good', 'relay') : WELL);
}

/** Of two that are equally bad the first is told. @param {Figures} figures @returns {Health[]} */
function faults({ isSoundOnly, lost, lossIs, roundTripTime, theirLimit, ourLimit }) {
  const lossReason = /** @type {const} */ ({ ours: 'lossOurs', theirs: 'lossTheirs', between: 'lossBetween' })[lossIs];
  return [
    health(isSoundOnly ? 'poor' : 'good', 'soundOnly'),
    health(gradeOf(lost, LOSS), lossReason, Math.round(lost * 100)),
    health(gradeOf(roundTripTime, DELAY), 'delay', Math.round(roundTripTime * 100) * 10),
    health(theirLimit === 'none' ? 'good' : 'fair', theirLimit === 'bits' ? 'theirUpload' : 'theirDevice'),
    health(ourLimit === 'none' ? 'good' : 'fair', ourLimit === 'bits' ? 'ourUpload' : 'ourDevice'),
  ];
}

/** @param {number} value @param {{ fair: number, poor: number }} from @returns {Grade} */
function gradeOf(value, from) {
  if (value >= from.poor) return 'poor';
  return value >= from.fair ? 'fair' : 'good';
}

/** @param {Grade} grade @param {Reason} reason @returns {Health} */
function health(grade, reason, amount = 0) {
  return { grade, reason, amount };
}
