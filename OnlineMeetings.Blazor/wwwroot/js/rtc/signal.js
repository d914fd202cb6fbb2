// @ts-check

/**
 * What two browsers say to each other through the server. `from` and `to` are the stays of the sender and of the
 * receiver, `build` counts the connections these two stays have tried: together they name one RTCPeerConnection, so
 * that a late signal of an earlier one is recognised. `relay`: it was built to go through the relay and by no other way.
 *
 * @typedef {{ type: 'offer' | 'answer', sdp: string }} Description
 * @typedef {{ description?: Description, candidates?: RTCIceCandidateInit[] }} Part
 * @typedef {{ from: number, to: number, build: number, relay?: true } & Part} Signal
 */

/** One signal must stay below 32 KB on its way; an offer with all its candidates takes about 12. */
const LONGEST_SDP = 30_000;
const LONGEST_CANDIDATE = 1_000;
const LONGEST_NAME = 256;
export const MOST_CANDIDATES = 60;

/**
 * Reads what came from the network: a copy of the known fields, or null for whatever is not a signal.
 * @param {any} value
 * @returns {Signal | null}
 */
export function readSignal(value) {
  try {
    const { from, to, build, relay, description, candidates } = value;
    if (![from, to, build].every(isCount) || (description == null && candidates == null)) return null;

    /** @type {Signal} */
    const signal = { from, to, build, ...(relay === true && { relay }) };
    if (description != null) signal.description = readDescription(description);
    if (candidates != null) signal.candidates = readCandidates(candidates);
    return signal;
  } catch {
    return null;
  }
}

/**
 * No 'rollback' and no 'pranswer': nobody may unsettle this side's negotiation from outside.
 * @param {any} value
 * @returns {Description}
 */
function readDescription({ type, sdp }) {
  check(type === 'offer' || type === 'answer');
  check(isText(sdp, LONGEST_SDP));
  return { type, sdp };
}

/**
 * @param {any} values
 * @returns {RTCIceCandidateInit[]}
 */
function readCandidates(values) {
  check(Array.isArray(values) && values.length <= MOST_CANDIDATES);
  return values.map((/** @type {any} */ { candidate, sdpMid = null, sdpMLineIndex = null, usernameFragment = null }) => {
    check(isText(candidate, LONGEST_CANDIDATE));
    check(sdpMid === null || isText(sdpMid, LONGEST_NAME));
    check(sdpMLineIndex === null || isCount(sdpMLineIndex));
    check(usernameFragment === null || isText(usernameFragment, LONGEST_NAME));
    return { candidate, sdpMid, sdpMLineIndex, usernameFragment };
  });
}

/** @param {unknown} value */
const isCount = (value) => Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0;

/** @param {unknown} value @param {number} longest */
const isText = (value, longest) => typeof value === 'string' && value.length <= longest;

/** @param {boolean} condition */
function check(condition) {
  if (!condition) throw new TypeError('not a signal');
}
