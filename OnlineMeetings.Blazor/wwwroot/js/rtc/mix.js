// @ts-check

/** Several sounds as one (W3C Web Audio API); they may be others at any time. */
export class Mix {
  #context = new AudioContext();
  #out = this.#context.createMediaStreamDestination();
  /** @type {Map<MediaStreamTrack, MediaStreamAudioSourceNode>} */ #sources = new Map();

  get track() {
    return this.#out.stream.getAudioTracks()[0];
  }

  /** Holds these, and no others. @param {MediaStreamTrack[]} tracks */
  hold(tracks) {
    for (const [track, source] of this.#sources) {
      if (tracks.includes(track)) continue;
      source.disconnect();
      this.#sources.delete(track);
    }
    for (const track of tracks) {
      if (this.#sources.has(track)) continue;
      const source = this.#context.createMediaStreamSource(new MediaStream([track]));
      source.connect(this.#out);
      this.#sources.set(track, source);
    }
  }

  close() {
    this.#sources.clear();
    this.#context.close();
  }
}
