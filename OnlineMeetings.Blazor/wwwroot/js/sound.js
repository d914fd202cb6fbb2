// @ts-check

/**
 * How loud somebody is to oneself alone: 0 to 1, and whether they are silenced.
 * @typedef {{ volume: number, muted: boolean }} Loudness
 */

/** @type {Readonly<Loudness>} */
export const AS_SENT = Object.freeze({ volume: 1, muted: false });

/**
 * What the others are heard by: each one's voice, and the sound of their screen. It plays in the shell, so that it goes on whatever
 * becomes of the frame.
 */
export class Sound {
  #home;
  /** @type {Map<string, HTMLAudioElement[]>} */ #players = new Map();
  #loudness;
  #speakers = '';

  /**
   * @param {HTMLElement} home  where the audio elements live
   * @param {(id: string) => Loudness} loudness  as this person has set it
   */
  constructor(home, loudness) {
    this.#home = home;
    this.#loudness = loudness;
  }

  /** @param {string} id @param {{ microphone: MediaStream, screenAudio: MediaStream }} streams */
  play(id, { microphone, screenAudio }) {
    const players = this.#players.get(id) ?? this.#add(id);
    for (const [at, stream] of [microphone, screenAudio].entries()) {
      if (players[at].srcObject !== stream) players[at].srcObject = stream;
      // Without a click on the page yet, the browser refuses; the next click resumes.
      players[at].play().catch(() => {});
    }
  }

  resume() {
    for (const player of this.#all()) {
      if (player.paused) player.play().catch(() => {});
    }
  }

  /** Somebody is louder or quieter now. @param {string} id */
  adjust(id) {
    const { volume, muted } = this.#loudness(id);
    for (const player of this.#players.get(id) ?? []) Object.assign(player, { volume, muted });
  }

  /** @param {string} id */
  stop(id) {
    for (const player of this.#players.get(id) ?? []) {
      player.srcObject = null;
      player.remove();
    }
    this.#players.delete(id);
  }

  /** @param {string} deviceId  '' for the browser's default */
  async route(deviceId) {
    this.#speakers = deviceId;
    await Promise.all(this.#all().map((player) => this.#routeOne(player)));
  }

  #all() {
    return [...this.#players.values()].flat();
  }

  /** @param {string} id */
  #add(id) {
    const players = ['microphone', 'screenAudio'].map((slot) => {
      const player = document.createElement('audio');
      player.autoplay = true;
      Object.assign(player.dataset, { voice: id, slot });
      return player;
    });
    this.#home.append(...players);
    this.#players.set(id, players);
    this.adjust(id);
    if (this.#speakers) players.forEach((player) => this.#routeOne(player));
    return players;
  }

  /** A device that went away is no reason for silence: the browser's default plays. @param {HTMLAudioElement} player */
  async #routeOne(player) {
    await player.setSinkId?.(this.#speakers).catch(() => player.setSinkId(''));
  }
}
