// @ts-check

/** Of a voice that is sent and does not arrive, so many samples on end are no accident. */
const PATIENCE = 2;

/**
 * Whether this side's voice leaves and the other's arrives, from what is counted every few seconds. A microphone that is muted
 * sends silence, which is counted like a voice.
 */
export class Hearing {
  #sent = 0;
  #received = 0;
  #missing = 0;
  #speaks = false;

  get speaks() {
    return this.#speaks;
  }

  get hears() {
    return this.#missing < PATIENCE;
  }

  /**
   * @param {{ voicePacketsSent: number, voicePacketsReceived: number }} counted  since the connection began
   * @param {boolean} isSpokenTo  whether the other says that a voice leaves there
   */
  sample({ voicePacketsSent, voicePacketsReceived }, isSpokenTo) {
    this.#speaks = voicePacketsSent > this.#sent;
    this.#missing = isSpokenTo && voicePacketsReceived === this.#received ? this.#missing + 1 : 0;
    this.#sent = voicePacketsSent;
    this.#received = voicePacketsReceived;
  }
}
