// @ts-check

/**
 * What each end of a link tells the other about it, over the data channel, as `{ report: Report }`: only the two together know
 * whether both directions work, and why a picture is small.
 *
 * @typedef {'none' | 'bits' | 'work'} Limit  what keeps this side from sending more: its upload, its processor
 * @typedef {object} Report
 * @property {boolean} speaks  packets of a voice leave this side
 * @property {boolean} hears  packets of the other's voice arrive here, or none is to be heard
 * @property {boolean} isSoundOnly  no pictures until the link is better
 * @property {Limit} limit
 */

/** @type {readonly Limit[]} */
const LIMITS = Object.freeze(['none', 'bits', 'work']);

/** What holds as long as nothing was told: nobody is missed. @type {Readonly<Report>} */
export const UNTOLD = Object.freeze({ speaks: false, hears: true, isSoundOnly: false, limit: 'none' });

/**
 * Reads what came from another browser: a report, or null for whatever is none.
 * @param {any} message
 * @returns {Report | null}
 */
export function readReport(message) {
  const { speaks, hears, isSoundOnly, limit } = message?.report ?? {};
  const isReport = [speaks, hears, isSoundOnly].every((value) => typeof value === 'boolean') && LIMITS.includes(limit);
  return isReport ? { speaks, hears, isSoundOnly, limit } : null;
}

/** @param {Report} a @param {Report} b */
export const isSame = (a, b) => a.speaks === b.speaks && a.hears === b.hears && a.isSoundOnly === b.isSoundOnly && a.limit === b.limit;
