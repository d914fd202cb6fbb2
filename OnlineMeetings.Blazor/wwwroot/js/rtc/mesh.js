// @ts-check
import { Healths } from './healths.js';
import { Link, compareIdentity } from './link.js';
import { Outbox } from './outbox.js';
import { RoomCode } from './room-code.js';
import { readSignal } from './signal.js';
import { noTracks } from './slots.js';
import { Speaking } from './speaking.js';
import { Upload } from './upload.js';
import { Wake } from './wake.js';
import { UNSAID } from './wish.js';

/** All first offers leave in one batch, but none waits longer than this for a slow one. */
const OFFERS_TOGETHER = 500;

/** A newcomer's offer comes within this time, else it was lost and this side makes one. */
const OFFER_DUE = 4_000;

/** A list of people may be older than a newcomer's offer: the newcomer appears in it within this time. */
const LISTED_WITHIN = 10_000;

const SAMPLE_LEVELS_EVERY = 100;

/**
 * All links of one person to the others in the room, up to eight.
 *
 * Events, all CustomEvents: `stream` { id } when the streams of somebody are new; `state` { id, state } with an
 * RTCPeerConnectionState, 'closed' when the link is gone; `speaking` { id, speaking }; `capture` { height } when the largest
 * picture of the camera that is sent to anybody is another; `code` { code } when the room has another one, or none;
 * `health` { id } when the link to somebody is better or worse than before, or for another reason; `fault` { id, error } for the log.
 *
 * @typedef {import('./link.js').Person} Person
 * @typedef {import('./signal.js').Signal} Signal
 * @typedef {import('./slots.js').SlotName} SlotName
 * @typedef {import('./outbox.js').Send} Send
 */
export class Mesh extends EventTarget {
  #me;
  #outbox;
  /** @type {import('./peer.js').Outgoing} */ #outgoing;
  /** @type {Map<string, Link>} */ #links = new Map();
  /** What was last known of those who left, so that their late signals are recognised. @type {Map<string, { stay: number, build: number }>} */
  #past = new Map();
  /** @type {Map<string, number>} */ #offersDue = new Map();
  /** Whom the last list of people named. @type {Set<string>} */ #listed = new Set();
  #healths = new Healths((id) => this.#tell('health', { id }));
  #wake = new Wake(() => this.#links.forEach((link) => link.hurry()));
  #speaking = new Speaking((id, speaking) => this.#tell('speaking', { id, speaking }));
  #levelTimer;
  #upload;
  #wishes;
  #code;
  #isClosed = false;

  /**
   * @param {object} options
   * @param {Person} options.me
   * @param {RTCIceServer[]} [options.iceServers]
   * @param {RTCCertificate[]} [options.certificates]  one for all links, else each link makes its own
   * @param {import('./quality.js').Quality} [options.quality]
   * @param {ReadonlyMap<string, import('./wish.js').Wish>} [options.wishes]  what is shown of whom, as far as it is known
   * @param {Send | null} [options.send]
   */
  constructor({ me, iceServers = [], certificates, quality = 'low', wishes = new Map(), send = null }) {
    super();
    this.#me = me;
    this.#wishes = wishes;
    this.#outbox = new Outbox(send);
    this.#outgoing = { tracks: noTracks(), configuration: { iceServers, ...(certificates && { certificates }) } };
    this.#upload = new Upload({
      quality,
      tracks: this.#outgoing.tracks,
      links: () => [...this.#links.values()],
      onsample: () => this.#healths.sample(this.#links),
      oncapture: (height) => this.#tell('capture', { height }),
    });
    this.#code = new RoomCode({
      me: me.id,
      say: (message, to) => this.#links.get(to)?.peer.say(message),
      oncode: (code) => this.#tell('code', { code }),
    });
    this.#levelTimer = setInterval(() => this.#sampleLevels(), SAMPLE_LEVELS_EVERY);
  }

  /** How signals leave; null while the channel is away, then they wait. @type {Send | null} */
  get send() {
    return this.#outbox.send;
  }

  set send(send) {
    if (!this.#isClosed) this.#outbox.send = send;
  }

  /** TURN credentials expire: fresh ones are taken by new links and by repairs. @param {RTCIceServer[]} iceServers */
  set iceServers(iceServers) {
    this.#outgoing.configuration.iceServers = iceServers;
    for (const { peer } of this.#links.values()) peer.configure();
  }

  /** The most that may be sent, in all links together. @param {import('./quality.js').Quality} quality */
  set quality(quality) {
    this.#upload.quality = quality;
  }

  /**
   * Joins those who are already there: one batch with the offers for all of them.
   * @param {Person[]} people
   */
  async connect(people) {
    if (this.#isClosed) return;
    const others = people.filter(({ id }) => id !== this.#me.id);
    for (const { id } of others) this.#listed.add(id);
    const links = others.map((other) => this.#linkTo(other)).filter(({ peer }) => peer.isIdle);
    this.#upload.plan();

    this.#outbox.hold();
    await Promise.race([Promise.all(links.map(({ peer }) => peer.start())), pause(OFFERS_TOGETHER)]);
    this.#outbox.release();
  }

  /** Resolves when all links of now are up, or after this time. @param {number} within  ms */
  async untilUp(within) {
    const over = new AbortController();
    const up = new Promise((resolve) => {
      const look = () => { if ([...this.#links.values()].every(({ peer }) => peer.state === 'connected')) resolve(undefined); };
      this.addEventListener('state', look, { signal: over.signal });
      look();
    });
    await Promise.race([up, pause(within)]);
    over.abort();
  }

  /**
   * @param {string} from  the sender, as the server says
   * @param {unknown} value  what it sent; whatever is no signal, or not of a link of now, is dropped
   */
  receive(from, value) {
    const signal = readSignal(value);
    if (this.#isClosed || !signal || from === this.#me.id || signal.to !== this.#me.stay) return;

    const known = this.#links.get(from);
    if (known) known.receive(signal);
    else if (signal.description?.type === 'offer' && this.#isNew(from, signal)) this.#welcome(from, signal);
  }

  /**
   * The people who have a seat now. Newcomers offer themselves; only who does not is offered to.
   * @param {Person[]} people
   */
  roster(people) {
    if (this.#isClosed) return;
    const others = new Map(people.filter(({ id }) => id !== this.#me.id).map((person) => [person.id, person]));
    this.#listed = new Set(others.keys());

    for (const [id, link] of this.#links) {
      if (!others.has(id) && link.isListed) this.#part(id, link);
    }
    for (const id of this.#offersDue.keys()) {
      if (!others.has(id)) this.#expectNothing(id);
    }
    for (const person of others.values()) this.#meet(person);
    this.#upload.plan();
    this.#agree();
  }

  /**
   * What is sent to everybody, now and later. The same track again may have another size.
   * @param {SlotName} name @param {MediaStreamTrack | null} track
   */
  setTrack(name, track) {
    if (this.#isClosed) return;
    const isOther = this.#outgoing.tracks[name] !== track;
    this.#outgoing.tracks[name] = track;
    this.#upload.plan();
    if (isOther) this.#links.forEach(({ peer }) => peer.replaceTrack(name));
  }

  /** What is shown of somebody is another now. @param {string} id */
  sayWish(id) {
    this.#links.get(id)?.sayWish();
  }

  /** @param {string} id @returns {import('./peer.js').Streams | null} */
  streams(id) {
    return this.#links.get(id)?.streams ?? null;
  }

  /** How the link to somebody is. @param {string} id */
  health(id) {
    return this.#healths.of(id);
  }

  /** How all links did since this was last asked for. */
  takeReview() {
    return this.#healths.takeReview();
  }

  /** A snapshot of all links, with a way to their figures. */
  links() {
    return [...this.#links].map(([id, { peer, stay, build, repairs, isSoundOnly }]) =>
      ({ id, stay, build, repairs, isSoundOnly, state: peer.state, stats: () => peer.stats() }));
  }

  close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#levelTimer);
    this.#wake.close();
    this.#outbox.close();
    this.#upload.close();
    for (const id of [...this.#offersDue.keys()]) this.#expectNothing(id);
    for (const [id, link] of [...this.#links]) this.#part(id, link);
  }

  /** @param {Person} person */
  #meet({ id, stay }) {
    const link = this.#links.has(id) ? this.#linkTo({ id, stay }) : null;
    if (link) link.isListed = true;
    if (!link || link.peer.isIdle) this.#expectOffer({ id, stay });
  }

  /** @param {Person} person */
  #linkTo({ id, stay }) {
    const link = this.#links.get(id);
    if (!link) return this.#open({ id, stay });
    if (stay > link.stay) link.renew(stay);
    return link;
  }

  /** @param {Person} person */
  #expectOffer(person) {
    if (this.#offersDue.has(person.id)) return;
    this.#offersDue.set(person.id, setTimeout(() => {
      this.#offersDue.delete(person.id);
      this.connect([person]);
    }, OFFER_DUE));
  }

  /** @param {string} id */
  #expectNothing(id) {
    clearTimeout(this.#offersDue.get(id));
    this.#offersDue.delete(id);
  }

  /** @param {string} from @param {Signal} signal */
  #isNew(from, signal) {
    const past = this.#past.get(from);
    return !past || compareIdentity(signal, past) > 0;
  }

  /** @param {string} from @param {Signal} signal */
  #welcome(from, signal) {
    const link = this.#open({ id: from, stay: signal.from }, signal.build);
    if (!link.isListed) setTimeout(() => this.#partUnlisted(from, link), LISTED_WITHIN);
    this.#upload.plan();
    link.receive(signal);
  }

  /** @param {Person} other @param {number} [build] */
  #open(other, build) {
    const { id, stay } = other;
    const past = this.#past.get(id);
    const link = new Link({
      me: this.#me,
      other: { id, stay },
      build: build ?? (past?.stay === stay ? past.build + 1 : 0),
      outgoing: this.#outgoing,
      wish: () => this.#wishes.get(id) ?? UNSAID,
      canSignal: () => this.send !== null,
      onsignal: (signal) => this.#outbox.post(id, signal),
      onstate: (state) => {
        this.#tell('state', { id, state });
        if (state === 'connected') this.#agree();
      },
      onopen: () => this.#code.open(id),
      onstreams: () => this.#tell('stream', { id }),
      onwish: () => this.#upload.planSoon(),
      oncode: (message) => this.#code.receive(id, message),
      onerror: (error) => this.#tell('fault', { id, error }),
    });
    link.isListed = this.#listed.has(id);
    this.#links.set(id, link);
    return link;
  }

  /** @param {string} id @param {Link} link */
  #part(id, link) {
    link.close();
    this.#links.delete(id);
    this.#past.set(id, { stay: link.stay, build: link.build });
    this.#outbox.forget(id);
    this.#speaking.forget(id);
    this.#healths.forget(id);
    this.#tell('state', { id, state: 'closed' });
  }

  /** Whose certificates are known by now. */
  #agree() {
    const links = [...this.#listed].map((id) => this.#links.get(id));
    const own = links[0]?.peer.certificates.own ?? null;
    const members = [{ ...this.#me, certificate: own }, ...links.map((link) => ({ ...link?.other, certificate: link?.certificate ?? null }))];
    const isWhole = members.every(({ certificate }) => certificate !== null);
    this.#code.meet(isWhole ? /** @type {import('./room-code.js').Member[]} */ (members) : null);
  }

  /** A newcomer whom no list has named in all this time was gone again before it was made. @param {string} id @param {Link} link */
  #partUnlisted(id, link) {
    if (this.#links.get(id) === link && !this.#listed.has(id)) this.#part(id, link);
  }

  #sampleLevels() {
    for (const [id, { peer }] of this.#links) {
      // Each question waits for the browser's media threads, which have enough to do while links come up.
      if (peer.state === 'connected') this.#speaking.sample(id, peer.audioLevel());
    }
  }

  /** @param {string} type @param {object} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** @param {number} delay */
const pause = (delay) => new Promise((resolve) => setTimeout(resolve, delay));
