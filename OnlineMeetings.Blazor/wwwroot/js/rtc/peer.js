// @ts-check
import { fingerprintsOf } from './certificate.js';
import { offerCodecs } from './codecs.js';
import { Pace } from './pace.js';
import { SLOTS } from './slots.js';
import { limitSender } from './sender.js';
import { summarize } from './stats.js';

/** How many candidates may arrive before the description they belong to. */
const MOST_EARLY_CANDIDATES = 60;

/** What browsers say to each other directly is short, and seldom. */
const LONGEST_MESSAGE = 4_000;
const MOST_MESSAGES = 100;
const MESSAGES_PER_SECOND = 10;

/**
 * One RTCPeerConnection to one other person: perfect negotiation (W3C WebRTC 1.0, section 10.7) over a fixed set of
 * transceivers and one data channel. Who starts makes the transceivers, who answers takes them in their order.
 *
 * @typedef {import('./slots.js').SlotName} SlotName
 * @typedef {import('./slots.js').Tracks} Tracks
 * @typedef {import('./signal.js').Part} Part
 * @typedef {import('./signal.js').Description} Description
 * @typedef {import('./quality.js').Limits} Limits
 * @typedef {Record<SlotName, MediaStream>} Streams
 * @typedef {{ tracks: Tracks, configuration: RTCConfiguration }} Outgoing
 *
 * @typedef {object} PeerOptions
 * @property {boolean} polite  whether this side gives way when both offer at once
 * @property {RTCIceTransportPolicy} policy
 * @property {Readonly<Outgoing>} outgoing  shared by all links; read again whenever it is needed
 * @property {() => Limits | null} limits  of this link; read again whenever it is needed
 * @property {(part: Part) => void} onsignal
 * @property {(state: RTCPeerConnectionState) => void} onstate
 * @property {(streams: Streams) => void} onstreams
 * @property {() => void} onopen  from now on the other can be spoken to directly
 * @property {(message: unknown) => void} onmessage  whatever the other says
 * @property {(error: unknown) => void} onerror
 */
export class Peer {
  #options;
  #pc;
  #makingOffer = false;
  #settingAnswer = false;
  /** @type {RTCRtpTransceiver[]} */ #transceivers = [];
  /** @type {RTCIceCandidateInit[]} */ #earlyCandidates = [];
  /** @type {RTCDataChannel | null} */ #channel = null;
  #isHeard = false;
  #isClosed = false;
  #pace = new Pace(MOST_MESSAGES, MESSAGES_PER_SECOND);

  /** @param {PeerOptions} options */
  constructor(options) {
    this.#options = options;
    const { outgoing: { configuration }, policy } = options;
    this.#pc = new RTCPeerConnection({ ...configuration, iceTransportPolicy: policy, bundlePolicy: 'max-bundle', rtcpMuxPolicy: 'require' });
    this.#pc.onnegotiationneeded = () => this.#attempt(this.#offer());
    this.#pc.onicecandidate = ({ candidate }) => candidate && options.onsignal({ candidates: [candidate.toJSON()] });
    this.#pc.onconnectionstatechange = () => options.onstate(this.#pc.connectionState);
  }

  get state() {
    return this.#pc.connectionState;
  }

  /** The certificates of both ends, each null as long as it is not known. */
  get certificates() {
    return { own: fingerprintsOf(this.#pc.localDescription), other: fingerprintsOf(this.#pc.remoteDescription) };
  }

  /** Whether neither side has begun. */
  get isIdle() {
    return this.#transceivers.length === 0 && !this.#isHeard;
  }

  /** Whether this side has offered, or is about to, and has never heard anything of the other. */
  get isUnheard() {
    return this.#transceivers.length > 0 && !this.#isHeard;
  }

  /** Makes the first offer. */
  start() {
    const { tracks } = this.#options.outgoing;
    const transceivers = SLOTS.map(({ name, kind }) => this.#pc.addTransceiver(tracks[name] ?? kind));
    SLOTS.forEach((slot, index) => offerCodecs(transceivers[index], slot));
    this.#furnish(transceivers);
    return this.#attempt(this.#offer().then(() => this.limit()));
  }

  /** @param {Part} part */
  receive({ description, candidates = [] }) {
    if (description) this.#attempt(this.#describe(description));
    for (const candidate of candidates) this.#addCandidate(candidate);
  }

  /**
   * Looks for a new way through the network. An offer that nobody answered is said again first.
   * @returns {boolean} false: there is nothing yet that could be restarted
   */
  restart() {
    if (this.#pc.signalingState === 'have-local-offer') this.#sayDescription();
    else if (this.#pc.localDescription) this.#pc.restartIce();
    else return false;
    return true;
  }

  /** Sends the track that is set now, which may be another one or none. @param {SlotName} name */
  replaceTrack(name) {
    const sender = this.#sender(name);
    if (sender) this.#attempt(sender.replaceTrack(this.#options.outgoing.tracks[name]).then(() => this.limit()));
  }

  /** Brings the limits that are set now to the senders. It takes time, so that a description goes first. */
  limit() {
    const limits = this.#options.limits();
    for (const { name } of SLOTS) {
      const sender = this.#sender(name);
      if (sender && limits) this.#attempt(limitSender(sender, limits[name], name));
    }
  }

  /** Says something to the other browser directly, where there is a way. @param {object} message @returns {boolean} whether there is one */
  say(message) {
    if (this.#channel?.readyState !== 'open') return false;
    this.#channel.send(JSON.stringify(message));
    return true;
  }

  /** Takes the STUN and TURN servers that are set now, for the next restart. */
  configure() {
    const { iceServers } = this.#options.outgoing.configuration;
    this.#pc.setConfiguration({ ...this.#pc.getConfiguration(), iceServers });
  }

  /** How loud the other's microphone is right now, 0 to 1. */
  audioLevel() {
    return this.#transceivers[0]?.receiver.getSynchronizationSources()[0]?.audioLevel ?? 0;
  }

  async stats() {
    const camera = this.#sender('camera')?.getParameters().encodings[0];
    return { ...summarize(await this.#pc.getStats()), maxBitrate: camera?.maxBitrate ?? 0 };
  }

  close() {
    this.#isClosed = true;
    this.#pc.onnegotiationneeded = this.#pc.onicecandidate = this.#pc.onconnectionstatechange = null;
    this.#pc.close();
  }

  async #offer() {
    try {
      this.#makingOffer = true;
      await this.#pc.setLocalDescription();
      this.#sayDescription();
    } finally {
      this.#makingOffer = false;
    }
  }

  /** @param {Description} description */
  async #describe(description) {
    const pc = this.#pc;
    const isReady = !this.#makingOffer && (pc.signalingState === 'stable' || this.#settingAnswer);
    const collides = description.type === 'offer' && !isReady;
    if (collides && !this.#options.polite) return;
    // An answer said twice, or to an offer that was rolled back.
    if (description.type === 'answer' && pc.signalingState !== 'have-local-offer') return;

    this.#settingAnswer = description.type === 'answer';
    this.#isHeard = true;
    const set = pc.setRemoteDescription(description);
    this.#earlyCandidates.splice(0).forEach((candidate) => this.#addCandidate(candidate));
    await set.finally(() => (this.#settingAnswer = false));
    if (description.type === 'answer' || this.#isClosed) return;

    if (this.#transceivers.length === 0) this.#takeTransceivers();
    await pc.setLocalDescription();
    this.#sayDescription();
    this.limit();
  }

  /**
   * A candidate that fits no description (of an offer that was rolled back or ignored) does no harm.
   * @param {RTCIceCandidateInit} candidate
   */
  #addCandidate(candidate) {
    if (this.#isHeard) this.#pc.addIceCandidate(candidate).catch(() => {});
    else if (this.#earlyCandidates.length < MOST_EARLY_CANDIDATES) this.#earlyCandidates.push(candidate);
  }

  /** What the other's first offer made becomes ours too. Tracks are in place before the answer is made. */
  #takeTransceivers() {
    const transceivers = this.#pc.getTransceivers();
    const isOurs = SLOTS.length === transceivers.length
      && SLOTS.every(({ kind }, index) => transceivers[index].receiver.track.kind === kind);
    if (!isOurs) throw new TypeError('an offer of another program');

    for (const [index, { name }] of SLOTS.entries()) {
      transceivers[index].direction = 'sendrecv';
      this.#attempt(transceivers[index].sender.replaceTrack(this.#options.outgoing.tracks[name]));
    }
    this.#furnish(transceivers);
  }

  /** @param {RTCRtpTransceiver[]} transceivers */
  #furnish(transceivers) {
    const [microphone, camera, screen, screenAudio] = transceivers.map(({ receiver }) => receiver.track);
    this.#transceivers = transceivers;
    this.#channel = this.#pc.createDataChannel('room', { negotiated: true, id: 0 });
    this.#channel.onopen = () => this.#options.onopen();
    this.#channel.onmessage = ({ data }) => this.#hear(data);
    this.#options.onstreams({
      microphone: new MediaStream([microphone]),
      camera: new MediaStream([camera]),
      screen: new MediaStream([screen]),
      screenAudio: new MediaStream([screenAudio]),
    });
  }

  /** What is no message is ignored, and so is what comes faster than anybody's browser has something to say. @param {unknown} text */
  #hear(text) {
    if (this.#isClosed || !this.#pace.allows() || typeof text !== 'string' || text.length > LONGEST_MESSAGE) return;
    try {
      this.#options.onmessage(JSON.parse(text));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }

  #sayDescription() {
    const description = this.#pc.localDescription;
    if (!this.#isClosed && description) {
      this.#options.onsignal({ description: /** @type {Description} */ (description.toJSON()) });
    }
  }

  /** @param {SlotName} name */
  #sender(name) {
    return this.#transceivers[SLOTS.findIndex((slot) => slot.name === name)]?.sender;
  }

  /**
   * No rejection leaves this class: what a closing connection still says is of no interest, the rest is told.
   * @param {Promise<unknown>} work
   */
  async #attempt(work) {
    try {
      await work;
    } catch (error) {
      if (!this.#isClosed) this.#options.onerror(error);
    }
  }
}
