// @ts-check
import { Devices } from './rtc/devices.js';
import { Mesh } from './rtc/mesh.js';
import { Recording } from './rtc/recording.js';
import { SharedScreen } from './rtc/screen.js';
import { SilenceWatch } from './rtc/silence.js';
import { PlaceMemory } from './place.js';
import { AS_SENT, Sound } from './sound.js';
import { WakeLock } from './wake-lock.js';

/** Links that take longer than this (ms) come up beside the rest. */
const FIRST_LINKS_WITHIN = 400;

/**
 * The media of this person in this meeting. It lives in the shell and outlives every frame and circuit: they come, say what
 * the room is like now, carry signals, and go.
 *
 * Events: `streams` { id }, `speaking` { id, speaking }, `devices` (microphone, camera, screen or recording), `link` { id, state },
 * `health` { id }, `code`.
 *
 * @typedef {{ id: string, stay: number }} Peer
 * @typedef {{ me: Peer | null, peers: Peer[], complete: boolean, iceServers: RTCIceServer[] | null, quality: import('./rtc/quality.js').Quality }} RoomState
 * @typedef {{ other: string, payload: string }} SignalMessage
 */
export class Engine extends EventTarget {
  devices = new Devices();
  screen = new SharedScreen();
  recording = new Recording(() => this.#voices());
  /** @type {PlaceMemory} */ memory;
  /** What everybody with a link reads alike; null as long as there is none. @type {import('./rtc/room-code.js').Code | null} */
  code = null;
  #sound;
  #silence = new SilenceWatch();
  #wakeLock = new WakeLock();
  #certificate;
  /** @type {Mesh | null} */ #mesh = null;
  /** @type {Peer | null} */ #me = null;
  /** @type {((signals: SignalMessage[]) => void) | null} */ #carrier = null;
  /** One's own picture for the frame. @type {MediaStream} */ #selfie = new MediaStream();
  /** What the frame shows of whom. @type {Map<string, import('./rtc/wish.js').Wish>} */ #wishes = new Map();
  /** @type {MediaStream} */ #ownScreen = new MediaStream();

  /** @param {{ code: string, certificate: RTCCertificate, soundHome: HTMLElement }} options */
  constructor({ code, certificate, soundHome }) {
    super();
    this.#certificate = certificate;
    this.memory = new PlaceMemory(code);
    this.#sound = new Sound(soundHome, (id) => this.loudnessOf(id));
    this.#sound.route(this.devices.chosen('audiooutput'));
    this.devices.addEventListener('change', () => this.#takeTracks());
    this.screen.addEventListener('change', () => this.#takeTracks());
    this.recording.addEventListener('change', () => this.#tell('devices', {}));
    this.#silence.addEventListener('change', () => this.#tell('devices', {}));
  }

  /** Whether links exist that a new frame must not build again. */
  get isFresh() {
    return this.#mesh === null;
  }

  /** Whether the microphone is on and gives nothing at all. */
  get isSoundless() {
    return this.#silence.isSoundless;
  }

  get selfie() {
    return this.#selfie;
  }

  /** How signals leave: a frame with a living circuit, or null. @param {((signals: SignalMessage[]) => void) | null} carrier */
  set carrier(carrier) {
    this.#carrier = carrier;
    if (this.#mesh) this.#mesh.send = this.#send;
  }

  /**
   * Brings about what the room says: links to everybody with a seat, or none. A stay that is another than before means that
   * the others have closed their links to us; all are built afresh.
   * @param {RoomState} room
   * @returns {Promise<void>} resolves when the first links are up, so that drawing the room does not hold them up; or soon
   */
  async place({ me, peers, complete, iceServers, quality }) {
    if (!me || me.id !== this.#me?.id || me.stay !== this.#me?.stay) this.#closeMesh();
    this.#me = me;
    this.#wakeLock.keep(me !== null);
    if (!me) return;
    if (!this.#mesh) {
      const mesh = this.#openMesh(me, iceServers ?? [], quality);
      await mesh.connect(peers);
      return mesh.untilUp(FIRST_LINKS_WITHIN);
    }
    if (iceServers) this.#mesh.iceServers = iceServers;
    this.#mesh.quality = quality;
    this.#mesh.roster(complete ? peers : [...peers, ...this.#missingFrom(peers)]);
  }

  /** @param {SignalMessage[]} signals */
  receive(signals) {
    for (const { other, payload } of signals) this.#mesh?.receive(other, parsed(payload));
  }

  /** @param {string} id @returns {MediaStream | null} */
  cameraOf(id) {
    return id === this.#me?.id ? this.#selfie : this.#mesh?.streams(id)?.camera ?? null;
  }

  /**
   * What the frame shows of somebody; null where it lays nothing of them out.
   * @param {string} id @param {import('./rtc/wish.js').Wish | null} wish
   */
  show(id, wish) {
    if (wish) this.#wishes.set(id, wish);
    else this.#wishes.delete(id);
    this.#mesh?.sayWish(id);
  }

  /** @param {string} id @returns {MediaStream | null} */
  screenOf(id) {
    return id === this.#me?.id ? this.#ownScreen : this.#mesh?.streams(id)?.screen ?? null;
  }

  /** Figures of all links, for the diagnostics and the tests. */
  async stats() {
    const links = this.#mesh?.links() ?? [];
    return Promise.all(links.map(async ({ stats, ...link }) => ({ ...link, ...(await stats()) })));
  }

  /** How the link to somebody is; null without one. @param {string} id @returns {Readonly<import('./rtc/health.js').Health> | null} */
  healthOf(id) {
    return this.#mesh?.health(id) ?? null;
  }

  /** How the links did since this was last asked for; null without any. */
  takeReview() {
    return this.#mesh?.takeReview() ?? null;
  }

  /** @param {string} deviceId */
  async chooseSpeakers(deviceId) {
    await this.devices.choose('audiooutput', deviceId);
    await this.#sound.route(deviceId);
  }

  /** How loud somebody is to this person alone. @param {string} id @returns {import('./sound.js').Loudness} */
  loudnessOf(id) {
    return this.memory.place?.loudness?.[id] ?? AS_SENT;
  }

  /** @param {string} id @param {import('./sound.js').Loudness} loudness */
  setLoudness(id, loudness) {
    const { place } = this.memory;
    if (!place) return;
    this.memory.remember({ loudness: { ...place.loudness, [id]: loudness } });
    this.#sound.adjust(id);
  }

  /** After a click, the browser lets the voices play that it had held back. */
  resumeSound() {
    this.#sound.resume();
  }

  /** Leaving: everything that was captured or received ends now. */
  leave() {
    this.memory.forget();
    this.#closeMesh();
    this.#me = null;
    this.#wakeLock.keep(false);
    this.goSilent();
  }

  /** Nothing is captured from now on. */
  goSilent() {
    this.devices.close();
    this.screen.stop();
    this.recording.stop();
  }

  get #send() {
    const carrier = this.#carrier;
    return carrier && ((/** @type {{ to: string, signal: unknown }[]} */ batch) =>
      carrier(batch.map(({ to, signal }) => ({ other: to, payload: JSON.stringify(signal) }))));
  }

  /** @param {Peer} me @param {RTCIceServer[]} iceServers @param {import('./rtc/quality.js').Quality} quality */
  #openMesh(me, iceServers, quality) {
    const mesh = new Mesh({ me, iceServers, certificates: [this.#certificate], quality, wishes: this.#wishes, send: this.#send });
    mesh.addEventListener('capture', (/** @type {any} */ { detail }) => this.devices.fitCamera(detail.height));
    mesh.addEventListener('stream', (/** @type {any} */ { detail }) => this.#showStreams(mesh, detail.id));
    mesh.addEventListener('speaking', (/** @type {any} */ { detail }) => this.#tell('speaking', detail));
    mesh.addEventListener('health', (/** @type {any} */ { detail }) => this.#tell('health', detail));
    mesh.addEventListener('code', (/** @type {any} */ { detail }) => this.#takeCode(detail.code));
    mesh.addEventListener('state', (/** @type {any} */ { detail }) => {
      if (detail.state === 'closed') {
        this.#sound.stop(detail.id);
        this.recording.mix();
      }
      this.#tell('link', detail);
    });
    this.#mesh = mesh;
    this.#takeTracks();
    return mesh;
  }

  #closeMesh() {
    this.#mesh?.close();
    this.#mesh = null;
    this.#takeCode(null);
  }

  /** @param {Mesh} mesh @param {string} id */
  #showStreams(mesh, id) {
    const streams = mesh.streams(id);
    if (streams) this.#sound.play(id, streams);
    this.recording.mix();
    this.#tell('streams', { id });
  }

  /** @param {import('./rtc/room-code.js').Code | null} code */
  #takeCode(code) {
    this.code = code;
    this.#tell('code', {});
  }

  #takeTracks() {
    const { devices: { microphone, camera }, screen } = this;
    // Some browsers let a page that was not clicked on play what others say once it captures something itself.
    this.#sound.resume();
    this.#silence.follow(microphone);
    hold(this.#selfie, camera.track);
    hold(this.#ownScreen, screen.video);
    this.recording.mix();
    this.#mesh?.setTrack('microphone', microphone.track);
    this.#mesh?.setTrack('camera', camera.track);
    this.#mesh?.setTrack('screen', screen.video);
    this.#mesh?.setTrack('screenAudio', screen.audio);
    this.#tell('devices', {});
  }

  /** All that is heard and said. */
  #voices() {
    const others = (this.#mesh?.links() ?? []).flatMap(({ id }) => {
      const streams = this.#mesh?.streams(id);
      return streams ? [...streams.microphone.getAudioTracks(), ...streams.screenAudio.getAudioTracks()] : [];
    });
    return [this.devices.microphone.track, this.screen.audio, ...others].filter((track) => track !== null);
  }

  /** @param {Peer[]} peers */
  #missingFrom(peers) {
    const known = new Set(peers.map(({ id }) => id));
    return (this.#mesh?.links() ?? []).filter(({ id }) => !known.has(id)).map(({ id, stay }) => ({ id, stay }));
  }

  /** @param {string} type @param {object} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Has this track, and no other. @param {MediaStream} stream @param {MediaStreamTrack | null} track */
function hold(stream, track) {
  for (const other of stream.getTracks()) {
    if (other !== track) stream.removeTrack(other);
  }
  if (track) stream.addTrack(track);
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
