// @ts-check
import { probe } from './rtc/probe.js';
import { peopleAt } from './rtc/quality.js';
import { estimateUpload } from './rtc/upload-trial.js';

/** People who may send sound and picture at once. */
const SEATS = 9;

/**
 * What there is to know before one joins.
 *
 * @typedef {'open' | 'webOnly' | 'relayAway' | 'closed'} Way  what the network lets through
 * @typedef {object} Finding
 * @property {import('./rtc/quality.js').Quality} quality
 * @property {number | null} people  how many the upload carries; null as long as that is not known
 * @property {Way | null} way
 */

/**
 * Looks what this connection can carry, for somebody who may come in; for others nothing is found. It takes up to ten seconds where a
 * firewall swallows what is sent.
 * @param {string} code  of the meeting's link
 * @param {(finding: Finding) => void} onfinding  called again when more is known
 * @param {AbortSignal} signal
 */
export async function checkConnection(code, onfinding, signal) {
  const path = `/api/meetings/${code}/check`;
  const answer = await fetch(path, { signal });
  if (!answer.ok) return;
  const { servers, quality } = await answer.json();
  /** @type {Finding} */ const finding = { quality, people: null, way: null };
  /** @param {Partial<Finding>} found */
  const tell = (found) => { if (!signal.aborted) onfinding(Object.assign(finding, found)); };
  await Promise.all([
    estimateUpload((body) => send(path, body, signal)).then((bits) => tell({ people: peopleAt(bits, quality, SEATS) })),
    probe(servers).then((answers) => tell({ way: wayOf(answers) })),
  ]);
}

/** @param {string} path @param {Uint8Array<ArrayBuffer>} body @param {AbortSignal} signal */
async function send(path, body, signal) {
  const { ok, status } = await fetch(path, { method: 'POST', body, signal });
  if (!ok) throw new Error(`The server takes no more for now (${status}).`);
}

/** @param {import('./rtc/probe.js').Answer[]} answers @returns {Way} */
function wayOf(answers) {
  const hasAnswer = (/** @type {import('./rtc/probe.js').Answer[]} */ some) => some.some(({ error }) => error === 0);
  const relays = answers.filter(({ url }) => url.startsWith('turn'));
  const overUdp = answers.filter(({ url }) => !/^\w+s:|transport=tcp/.test(url));
  if (relays.length > 0 && !hasAnswer(relays)) return 'relayAway';
  if (overUdp.length === 0 || hasAnswer(overUdp)) return 'open';
  return relays.length > 0 ? 'webOnly' : 'closed';
}

/** Whether there is nothing that would be better another way. @param {Finding} finding */
export function isFine({ people, way }) {
  return people !== null && people >= SEATS && (way ?? 'open') === 'open';
}

/** @param {Finding} finding @param {(key: string) => string} say */
export function sentenceOf({ quality, people, way }, say) {
  return [people === null ? '' : carries(people, quality, say), way === null || way === 'open' ? '' : say(`way.${way}`)].filter(Boolean).join(' ');
}

/** @param {number} people @param {string} quality @param {(key: string) => string} say */
function carries(people, quality, say) {
  if (people >= SEATS) return say('carries.all');
  if (people < 2) return say('carries.none');
  return say('carries.some').replace('{0}', String(people)).replace('{1}', say(`quality.${quality}`));
}
