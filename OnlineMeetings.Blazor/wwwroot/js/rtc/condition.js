// @ts-check
import { Hearing } from './hearing.js';
import { Loss } from './loss.js';
import { UNTOLD, isSame } from './report.js';
import { Strain } from './strain.js';

/**
 * How one connection does: what is measured at this end, and what the other end reports. Made anew with each connection.
 *
 * @typedef {import('./report.js').Report} Report
 * @typedef {import('./stats.js').LinkStats} LinkStats
 */
export class Condition {
  #strain = new Strain();
  #hearing = new Hearing();
  #loss = new Loss();
  #roundTripTime = 0;
  #isRelayed = false;
  /** @type {Readonly<Report>} */ #heard = UNTOLD;
  /** @type {Readonly<Report>} */ #told = UNTOLD;

  /** How much of its plan the connection bears. */
  get ease() {
    return this.#strain.ease;
  }

  /** Whether each end hears the other, as far as both know. */
  get isWhole() {
    return this.#hearing.hears && this.#heard.hears;
  }

  get isWell() {
    return this.isWhole && this.#strain.limit === 'none';
  }

  /** Whether the other goes without pictures for now. */
  get isTheirsSoundOnly() {
    return this.#heard.isSoundOnly;
  }

  /** For whoever judges the link. */
  get figures() {
    return {
      hears: this.#hearing.hears,
      isHeard: this.#heard.hears,
      lost: this.#loss.fraction,
      roundTripTime: this.#roundTripTime,
      isRelayed: this.#isRelayed,
      theirLimit: this.#heard.limit,
      ourLimit: this.#strain.limit,
    };
  }

  /**
   * @param {LinkStats} stats
   * @param {number | null} planned  bits a second that are sent; null while nothing can be
   */
  sample(stats, planned) {
    this.#hearing.sample(stats, this.#heard.speaks);
    this.#loss.sample(stats);
    if (planned !== null) this.#strain.sample(stats, planned);
    this.#roundTripTime = stats.roundTripTime;
    this.#isRelayed = stats.isRelayed;
  }

  /** @param {Readonly<Report>} report  of the other end */
  learn(report) {
    this.#heard = report;
  }

  /**
   * Tells the other end what it does not know yet.
   * @param {boolean} isSoundOnly
   * @param {(message: { report: Report }) => boolean} say  answers whether it could be said
   */
  tell(isSoundOnly, say) {
    const { speaks, hears } = this.#hearing;
    const report = { speaks, hears, isSoundOnly, limit: this.#strain.limit };
    if (!isSame(report, this.#told) && say({ report })) this.#told = report;
  }
}
