// @ts-check

/** Of so few packets, a single one that is lost says nothing. */
const FEWEST = 50;

/** How much of what the other sends gets lost on the way, from what is counted every few seconds. */
export class Loss {
  #received = 0;
  #lost = 0;
  #fraction = 0;

  /** Of the last few seconds, 0 to 1. */
  get fraction() {
    return this.#fraction;
  }

  /** @param {{ packetsReceived: number, packetsLost: number }} counted  since the connection began */
  sample({ packetsReceived, packetsLost }) {
    // Late packets that were counted as lost are taken back: the count can fall (RFC 3550, section 6.4.1).
    const lost = Math.max(0, packetsLost - this.#lost);
    const all = packetsReceived - this.#received + lost;
    this.#fraction = all < FEWEST ? 0 : lost / all;
    this.#received = packetsReceived;
    this.#lost = packetsLost;
  }
}
