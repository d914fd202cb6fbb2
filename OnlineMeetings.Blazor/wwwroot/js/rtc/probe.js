// @ts-check

/** A server that says nothing for so long is given up. */
const ANSWER_WITHIN = 10_000;

/** What a browser reports of a server that never answered (W3C WebRTC 1.0, section 4.8.1.2). */
const SILENCE = 701;

/**
 * What one address of a STUN or TURN server answered to this browser.
 *
 * @typedef {object} Answer
 * @property {string} url
 * @property {number} error  0 where it answered as it should, else a STUN error code, or 701 for silence
 * @property {string} words  the browser's own, empty where it answered
 */

/**
 * Asks each address of these servers by itself, all at once.
 * @param {RTCIceServer[]} servers
 * @returns {Promise<Answer[]>}
 */
export function probe(servers) {
  return Promise.all(servers.flatMap(({ urls, username, credential }) =>
    [urls].flat().map((url) => ask(url, { urls: url, ...(username && { username, credential }) }))));
}

/** @param {string} url @param {RTCIceServer} server @returns {Promise<Answer>} */
async function ask(url, server) {
  const isRelay = url.startsWith('turn');
  const connection = new RTCPeerConnection({ iceServers: [server], iceTransportPolicy: isRelay ? 'relay' : 'all' });
  try {
    return { url, ...(await gather(connection, isRelay ? 'relay' : 'srflx')) };
  } finally {
    connection.close();
  }
}

/**
 * Each network card asks for itself: one that gets an answer is enough.
 * @param {RTCPeerConnection} connection @param {RTCIceCandidateType} wanted
 * @returns {Promise<{ error: number, words: string }>}
 */
function gather(connection, wanted) {
  return new Promise((resolve) => {
    const answer = { error: 0, words: '' };
    const giveUp = setTimeout(() => resolve(answer.error ? answer : { error: SILENCE, words: '' }), ANSWER_WITHIN);
    const end = (/** @type {{ error: number, words: string }} */ result) => { clearTimeout(giveUp); resolve(result); };
    connection.onicecandidate = ({ candidate }) => {
      if (candidate?.type === wanted) end({ error: 0, words: '' });
    };
    connection.onicecandidateerror = ({ errorCode, errorText }) => {
      // What a server said weighs more than the silence before another card.
      if (!answer.error || answer.error === SILENCE) Object.assign(answer, { error: errorCode, words: errorText });
    };
    // Where no address is translated, a STUN server's answer makes no candidate of its own.
    connection.onicegatheringstatechange = () => {
      if (connection.iceGatheringState === 'complete') end(answer.error || wanted === 'srflx' ? answer : { error: SILENCE, words: '' });
    };
    connection.createDataChannel('');
    connection.setLocalDescription();
  });
}
