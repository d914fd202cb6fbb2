// @ts-check
import { Condition } from './condition.js';
import { Peer } from './peer.js';
import { Repair } from './repair.js';
import { readReport } from './report.js';
import { readCodeMessage } from './room-code.js';
import { NOTHING, UNSAID, readWish } from './wish.js';

/**
 * A link that has to do without pictures tries them again when it was well for so many samples on end, about half a minute: sooner,
 * one that breaks under them would break all the time; much later, a meeting would go on blind.
 */
const WELL_AGAIN = 15;

/**
 * The way to one other person. It outlives its connections: a reloaded page at the other end (a newer stay) or a
 * rebuild (a newer build) puts a fresh Peer in the place of the old one.
 *
 * @typedef {import('./peer.js').Streams} Streams
 * @typedef {import('./peer.js').Outgoing} Outgoing
 * @typedef {import('./signal.js').Signal} Signal
 * @typedef {import('./quality.js').Limits} Limits
 * @typedef {import('./repair.js').Step} Step
 * @typedef {import('./wish.js').Wish} Wish
 * @typedef {{ id: string, stay: number }} Person
 *
 * @typedef {object} LinkOptions
 * @property {Person} me
 * @property {Person} other
 * @property {number} build  the first one; higher than that of any earlier link of the same two stays
 * @property {Outgoing} outgoing
 * @property {() => Readonly<Wish>} wish  what one shows of the other; read again whenever it is said
 * @property {() => boolean} canSignal
 * @property {(signal: Signal) => void} onsignal
 * @property {(state: RTCPeerConnectionState) => void} onstate
 * @property {(streams: Streams) => void} onstreams
 * @property {() => void} onopen  the other can be spoken to directly, for the first time or again
 * @property {() => void} onwish  what the other is to be shown is another, as far as it is known
 * @property {(message: import('./room-code.js').Commitment | import('./room-code.js').Reveal) => void} oncode
 * @property {(error: unknown) => void} onerror
 */
export class Link {
  #options;
  #me;
  #other;
  #build;
  #peer;
  #repair;
  /** @type {RTCIceTransportPolicy} */ #policy = 'all';
  /** @type {Streams | null} */ #streams = null;
  /** @type {Limits | null} */ #limits = null;
  /** @type {string | null} */ #certificate = null;
  /** @type {Readonly<Wish>} */ #wished = UNSAID;
  #condition = new Condition();
  #hasConnected = false;
  #isSoundOnly = false;
  #wellSamples = 0;
  #repairs = 0;

  /** Whether a list of the people in the room has ever named this person. */
  isListed = false;

  /** @param {LinkOptions} options */
  constructor(options) {
    this.#options = options;
    this.#me = options.me;
    this.#other = options.other;
    this.#build = options.build;
    this.#repair = new Repair({
      isPolite: () => this.isPolite,
      canSignal: options.canSignal,
      hasRelay: () => hasRelay(options.outgoing.configuration),
      bytesReceived: async () => (await this.#peer.stats()).bytesReceived,
      take: (step) => this.#take(step),
    });
    this.#peer = this.#open();
  }

  get other() {
    return this.#other;
  }

  get stay() {
    return this.#other.stay;
  }

  get build() {
    return this.#build;
  }

  get peer() {
    return this.#peer;
  }

  get streams() {
    return this.#streams;
  }

  /** The other's certificate, which is one for the whole stay; null as long as it is not known. */
  get certificate() {
    return (this.#certificate = this.#peer.certificates.other ?? this.#certificate);
  }

  /** What of this side is worth sending: what the other shows, where the link is good enough for pictures. */
  get wished() {
    return this.isSoundOnly ? NOTHING : this.#wished;
  }

  /** How much of its plan the link bears. */
  get ease() {
    return this.#condition.ease;
  }

  /** Whether either side goes without pictures for now. */
  get isSoundOnly() {
    return this.#isSoundOnly || this.#condition.isTheirsSoundOnly;
  }

  /** How often the link was repaired. */
  get repairs() {
    return this.#repairs;
  }

  /** For whoever judges the link. */
  get figures() {
    const { state } = this.#peer;
    return { ...this.#condition.figures, state, hasConnected: this.#hasConnected, isSoundOnly: this.isSoundOnly };
  }

  /** Both sides compute the same from the identity of the link: who came later gives way. */
  get isPolite() {
    const { id, stay } = this.#other;
    return this.#me.stay > stay || (this.#me.stay === stay && this.#me.id > id);
  }

  /** @param {Signal} signal */
  receive(signal) {
    const age = compareIdentity(signal, this);
    if (age < 0) return;
    if (age > 0) this.renew(signal.from, signal.build, signal.relay);
    // Two first offers have met. Transceivers that were made for an offer do not survive its rollback as a match
    // for the other one's (RFC 9429, section 5.10), so who gives way answers on a connection without them.
    else if (signal.description?.type === 'offer' && this.#peer.isUnheard && this.isPolite) this.#reopen(policyOf(signal.relay));

    this.#peer.receive(signal);
  }

  /** @param {Limits} limits */
  limit(limits) {
    this.#limits = limits;
    this.#peer.limit();
  }

  /** Tells the other what one shows of them. */
  sayWish() {
    this.#peer.say({ wish: this.#isSoundOnly ? NOTHING : this.#options.wish() });
  }

  async sample() {
    const peer = this.#peer;
    if (!['connected', 'disconnected'].includes(peer.state)) return;
    const stats = await peer.stats();
    if (peer !== this.#peer) return;
    this.#condition.sample(stats, peer.state === 'connected' && this.#limits ? plannedBits(this.#limits) : null);
    this.#conclude();
  }

  /** The machine has slept, or is in another network. */
  hurry() {
    this.#repair.hurry();
  }

  /** The other page is a new one: what it had is gone. @param {number} stay @param {number} [build] @param {boolean} [relay] */
  renew(stay, build = 0, relay = false) {
    if (stay !== this.#other.stay) this.#forgetStay();
    this.#other = { ...this.#other, stay };
    this.#build = build;
    this.#reopen(policyOf(relay));
  }

  close() {
    this.#repair.close();
    this.#peer.close();
  }

  #forgetStay() {
    this.#certificate = null;
    this.#hasConnected = this.#isSoundOnly = false;
    this.#repair.reset();
  }

  /** @param {unknown} message */
  #hear(message) {
    const wish = readWish(message);
    if (wish) this.#wish(wish);
    const report = readReport(message);
    if (report) this.#learn(report);
    const code = readCodeMessage(message);
    if (code) this.#options.oncode(code);
  }

  /** @param {Readonly<Wish>} wish */
  #wish(wish) {
    this.#wished = wish;
    this.#options.onwish();
  }

  /** @param {Readonly<import('./report.js').Report>} report */
  #learn(report) {
    this.#condition.learn(report);
    this.#repair.isHeard = this.#condition.isWhole;
    this.#options.onwish();
  }

  /** What follows from a sample. */
  #conclude() {
    this.#repair.isHeard = this.#condition.isWhole;
    this.#wellSamples = this.#peer.state === 'connected' && this.#condition.isWell ? this.#wellSamples + 1 : 0;
    if (this.#isSoundOnly && this.#wellSamples >= WELL_AGAIN) this.#showPictures();
    this.#report();
  }

  #report() {
    this.#condition.tell(this.#isSoundOnly, (message) => this.#peer.say(message));
  }

  #showPictures() {
    this.#isSoundOnly = false;
    this.sayWish();
    this.#options.onwish();
  }

  /** @param {Step} step */
  #take(step) {
    this.#repairs += 1;
    if (step === 'restart' && this.#peer.restart()) return;
    // Whatever way is left is right for a voice. A link that was built for the relay otherwise keeps to it, as long as it works.
    if (step === 'sound') this.#isSoundOnly = true;
    this.#build += 1;
    this.#reopen(step === 'relay' ? 'relay' : step === 'sound' ? 'all' : this.#policy);
    this.#peer.start();
  }

  /** @param {RTCIceTransportPolicy} policy */
  #reopen(policy) {
    this.#policy = policy;
    this.#peer.close();
    this.#peer = this.#open();
    this.#condition = new Condition();
    this.#wellSamples = 0;
    this.#repair.isHeard = true;
    this.#wish(UNSAID);
  }

  #open() {
    const { outgoing, onsignal, onstate, onstreams, onopen, onerror } = this.#options;
    const identity = { from: this.#me.stay, to: this.stay, build: this.#build, ...(this.#policy === 'relay' && { relay: /** @type {const} */ (true) }) };
    this.#repair.observe('new');
    onstate('new');
    return new Peer({
      polite: this.isPolite,
      policy: this.#policy,
      outgoing,
      limits: () => this.#limits,
      onsignal: (part) => onsignal({ ...identity, ...part }),
      onstate: (state) => {
        this.#hasConnected ||= state === 'connected';
        this.#repair.observe(state);
        onstate(state);
      },
      onstreams: (streams) => {
        this.#streams = streams;
        onstreams(streams);
      },
      onopen: () => {
        this.sayWish();
        this.#report();
        onopen();
      },
      onmessage: (message) => this.#hear(message),
      onerror,
    });
  }
}

/**
 * Negative: older than what is known, positive: newer.
 * @param {{ from: number, build: number }} signal
 * @param {{ stay: number, build: number }} known
 */
export function compareIdentity({ from, build }, known) {
  return from - known.stay || build - known.build;
}

/** @param {boolean | undefined} relay @returns {RTCIceTransportPolicy} */
const policyOf = (relay) => (relay ? 'relay' : 'all');

/** @param {RTCConfiguration} configuration */
const hasRelay = ({ iceServers = [] }) => iceServers.flatMap(({ urls }) => urls).some((url) => /^turns?:/.test(url));

/** @param {Limits} limits */
const plannedBits = (limits) => Object.values(limits).reduce((sum, { maxBitrate }) => sum + maxBitrate, 0);
