// @ts-check

/** The others' voices. They play in the shell, so that they go on whatever becomes of the frame. */
export class Sound {
  #home;
  /** @type {Map<string, HTMLAudioElement>} */ #voices = new Map();
  #speakers = '';

  /** @param {HTMLElement} home  where the audio elements live */
  constructor(home) {
    this.#home = home;
  }

  /** @param {string} id @param {MediaStream} stream */
  play(id, stream) {
    const voice = this.#voices.get(id) ?? this.#add(id);
    if (voice.srcObject !== stream) voice.srcObject = stream;
    // Without a click on the page yet, the browser refuses; the next click resumes.
    voice.play().catch(() => {});
  }

  resume() {
    for (const voice of this.#voices.values()) {
      if (voice.paused) voice.play().catch(() => {});
    }
  }

  /** @param {string} id */
  stop(id) {
    const voice = this.#voices.get(id);
    if (!voice) return;
    voice.srcObject = null;
    voice.remove();
    this.#voices.delete(id);
  }

  /** @param {string} deviceId  '' for the browser's default */
  async route(deviceId) {
    this.#speakers = deviceId;
    await Promise.all([...this.#voices.values()].map((voice) => this.#routeOne(voice)));
  }

  /** @param {string} id */
  #add(id) {
    const voice = document.createElement('audio');
    voice.autoplay = true;
    voice.dataset.voice = id;
    this.#home.append(voice);
    this.#voices.set(id, voice);
    if (this.#speakers) this.#routeOne(voice);
    return voice;
  }

  /** A device that went away is no reason for silence: the browser's default plays. @param {HTMLAudioElement} voice */
  async #routeOne(voice) {
    await voice.setSinkId?.(this.#speakers).catch(() => voice.setSinkId(''));
  }
}
