// @ts-check
import { Peer } from './peer.js';
import { Repair } from './repair.js';
import { readCodeMessage } from './room-code.js';
import { Strain } from './strain.js';
import { UNSAID, readWish } from './wish.js';

/**
 * The way to one other person. It outlives its connections: a reloaded page at the other end (a newer stay) or a
 * rebuild (a newer build) puts a fresh Peer in the place of the old one.
 *
 * @typedef {import('./peer.js').Streams} Streams
 * @typedef {import('./peer.js').Outgoing} Outgoing
 * @typedef {import('./signal.js').Signal} Signal
 * @typedef {import('./quality.js').Limits} Limits
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
 * @property {() => void} onwish  what the other shows is another, as far as it is known
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
  /** @type {Streams | null} */ #streams = null;
  /** @type {Limits | null} */ #limits = null;
  /** @type {string | null} */ #certificate = null;
  /** @type {Readonly<Wish>} */ #wished = UNSAID;
  #strain = new Strain();

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
      bytesReceived: async () => (await this.#peer.stats()).bytesReceived,
      restart: () => this.#peer.restart() || this.#rebuild(),
      rebuild: () => this.#rebuild(),
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

  /** What the other shows of this side. */
  get wished() {
    return this.#wished;
  }

  /** How much of its plan the link bears. */
  get ease() {
    return this.#strain.ease;
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
    if (age > 0) this.renew(signal.from, signal.build);
    // Two first offers have met. Transceivers that were made for an offer do not survive its rollback as a match
    // for the other one's (RFC 9429, section 5.10), so who gives way answers on a connection without them.
    else if (signal.description?.type === 'offer' && this.#peer.isUnheard && this.isPolite) this.#reopen();

    this.#peer.receive(signal);
  }

  /** @param {Limits} limits */
  limit(limits) {
    this.#limits = limits;
    this.#peer.limit();
  }

  /** Tells the other what one shows of them. */
  sayWish() {
    this.#peer.say({ wish: this.#options.wish() });
  }

  async sample() {
    const peer = this.#peer;
    if (peer.state !== 'connected' || !this.#limits) return;
    const planned = Object.values(this.#limits).reduce((sum, { maxBitrate }) => sum + maxBitrate, 0);
    const figures = await peer.stats();
    if (peer === this.#peer) this.#strain.sample(figures, planned);
  }

  /** The other page is a new one: what it had is gone. @param {number} stay @param {number} [build] */
  renew(stay, build = 0) {
    if (stay !== this.#other.stay) this.#certificate = null;
    this.#other = { ...this.#other, stay };
    this.#build = build;
    this.#repair.reset();
    this.#reopen();
  }

  close() {
    this.#repair.close();
    this.#peer.close();
  }

  /** @param {unknown} message */
  #hear(message) {
    const wish = readWish(message);
    if (wish) this.#wish(wish);
    const code = readCodeMessage(message);
    if (code) this.#options.oncode(code);
  }

  /** @param {Readonly<Wish>} wish */
  #wish(wish) {
    this.#wished = wish;
    this.#options.onwish();
  }

  #rebuild() {
    this.#build += 1;
    this.#reopen();
    this.#peer.start();
  }

  #reopen() {
    this.#peer.close();
    this.#peer = this.#open();
    this.#strain = new Strain();
    this.#wish(UNSAID);
  }

  #open() {
    const { outgoing, onsignal, onstate, onstreams, onopen, onerror } = this.#options;
    const identity = { from: this.#me.stay, to: this.stay, build: this.#build };
    this.#repair.observe('new');
    onstate('new');
    return new Peer({
      polite: this.isPolite,
      outgoing,
      limits: () => this.#limits,
      onsignal: (part) => onsignal({ ...identity, ...part }),
      onstate: (state) => {
        this.#repair.observe(state);
        onstate(state);
      },
      onstreams: (streams) => {
        this.#streams = streams;
        onstreams(streams);
      },
      onopen: () => {
        this.sayWish();
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
