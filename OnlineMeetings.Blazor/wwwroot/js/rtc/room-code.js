// @ts-check

/**
 * One short code for the whole room, which everybody with a link computes alike from all certificates. Whoever sits between two
 * people, as a dishonest server can, must show each of them another certificate than the other's own; then their codes differ,
 * which is noticed when they are read out.
 *
 * A short code could be forged by trying certificates until it fits. So each person adds a nonce, says only its hash at first,
 * and reveals it when the hashes of all are there: nobody can choose one any more that depends on those of others (Pasini and
 * Vaudenay, "SAS-based authenticated key agreement", 2006).
 *
 * A round is one such exchange among a set of people. The one with the lowest id begins it whenever the set is another.
 *
 * @typedef {{ id: string, stay: number, certificate: string }} Member  certificate: fingerprints as in SDP (RFC 8122)
 * @typedef {{ emoji: number[], digits: string }} Code  four numbers below 64, and six digits
 * @typedef {{ round: string, set: string, commitment: string }} Commitment
 * @typedef {{ round: string, nonce: string }} Reveal
 * @typedef {{ id: string, nonce: string, commitments: Map<string, string>, nonces: Map<string, string>, said: object[] }} Round
 */

const HASH = /^[0-9a-f]{64}$/;

export class RoomCode {
  #me;
  #say;
  #oncode;
  /** @type {Member[] | null} */ #members = null;
  #view = '';
  #set = '';
  /** @type {Round | null} */ #round = null;
  /** What came for a round that this side has not begun. @type {Map<string, { commitment: Commitment, nonce: string | null }>} */
  #early = new Map();
  /** Hashing takes turns of its own; what happens meanwhile waits. */
  #work = Promise.resolve();

  /**
   * @param {object} options
   * @param {string} options.me
   * @param {(message: object, to: string) => void} options.say  directly to one of the others; lost while there is no way
   * @param {(code: Code | null) => void} options.oncode
   */
  constructor({ me, say, oncode }) {
    this.#me = me;
    this.#say = say;
    this.#oncode = oncode;
  }

  /** When all that was said until now has been taken in. */
  get settled() {
    return this.#work;
  }

  /** Everybody in the room, oneself among them; null as long as somebody's certificate is not known. @param {Member[] | null} members */
  meet(members) {
    this.#next(() => this.#meet(members));
  }

  /** @param {string} from @param {Commitment | Reveal} message */
  receive(from, message) {
    this.#next(() => ('commitment' in message ? this.#takeCommitment(from, message) : this.#takeNonce(from, message)));
  }

  /** There is a way to somebody, which may be a new one: what was said may have been lost. @param {string} id */
  open(id) {
    this.#next(async () => this.#round?.said.forEach((message) => this.#say(message, id)));
  }

  /** @param {() => Promise<void>} step */
  #next(step) {
    this.#work = this.#work.then(step);
  }

  /** @param {Member[] | null} members */
  async #meet(members) {
    const sorted = members && [...members].sort((a, b) => (a.id < b.id ? -1 : 1));
    const view = JSON.stringify(sorted);
    if (view === this.#view) return;
    const set = sorted ? await hash(JSON.stringify(sorted.map(({ id, stay }) => [id, stay]))) : '';
    const isSameSet = set !== '' && set === this.#set;
    [this.#view, this.#set, this.#members] = [view, set, sorted];
    if (this.#round) this.#oncode(null);
    this.#round = null;
    // A certificate is for the whole stay. One that is another now is not to be trusted, and there is no code with it.
    if (!sorted || sorted.length < 2 || isSameSet) return;
    if (this.#leader === this.#me) await this.#begin(random());
    else await this.#follow();
  }

  get #leader() {
    return this.#members?.[0].id;
  }

  get #others() {
    return (this.#members ?? []).map(({ id }) => id).filter((id) => id !== this.#me);
  }

  async #follow() {
    const early = this.#early.get(this.#leader ?? '');
    if (early?.commitment.set === this.#set) await this.#begin(early.commitment.round);
  }

  /** @param {string} id */
  async #begin(id) {
    const nonce = random();
    const round = { id, nonce, commitments: new Map(), nonces: new Map(), said: [] };
    this.#round = round;
    this.#tell({ round: id, set: this.#set, commitment: await commit(id, this.#me, nonce) });
    for (const other of this.#others) {
      const early = this.#early.get(other);
      if (early?.commitment.round !== id) continue;
      this.#early.delete(other);
      await this.#takeCommitment(other, early.commitment);
      if (early.nonce) await this.#takeNonce(other, { round: id, nonce: early.nonce });
    }
  }

  /** Of each person the first one counts. @param {string} from @param {Commitment} commitment */
  async #takeCommitment(from, commitment) {
    const round = this.#round;
    if (round?.id === commitment.round) {
      if (!round.commitments.has(from)) round.commitments.set(from, commitment.commitment);
      return this.#goOn(round);
    }
    this.#early.set(from, { commitment, nonce: null });
    if (from === this.#leader && commitment.set === this.#set) {
      if (round) this.#oncode(null);
      await this.#follow();
    }
  }

  /** @param {string} from @param {Reveal} reveal */
  async #takeNonce(from, { round: id, nonce }) {
    const round = this.#round;
    if (round?.id !== id) {
      const early = this.#early.get(from);
      if (early?.commitment.round === id) early.nonce ??= nonce;
      return;
    }
    if (round.nonces.has(from) || round.commitments.get(from) !== await commit(id, from, nonce)) return;
    round.nonces.set(from, nonce);
    await this.#goOn(round);
  }

  /** @param {Round} round */
  async #goOn(round) {
    const others = this.#others;
    if (round.said.length === 1 && others.every((id) => round.commitments.has(id))) this.#tell({ round: round.id, nonce: round.nonce });
    if (round.said.length === 2 && others.every((id) => round.nonces.has(id))) this.#oncode(await this.#compute(round));
  }

  /** @param {Round} round @returns {Promise<Code>} */
  async #compute({ nonce, nonces }) {
    const lines = (this.#members ?? []).map(({ id, certificate }) => [id, certificate, nonces.get(id) ?? nonce]);
    const bytes = await digest(JSON.stringify(lines));
    return {
      emoji: [...bytes.subarray(0, 4)].map((byte) => byte % 64),
      digits: String(new DataView(bytes.buffer).getUint32(4) % 1_000_000).padStart(6, '0'),
    };
  }

  /** @param {Commitment | Reveal} message */
  #tell(message) {
    const code = { code: message };
    this.#round?.said.push(code);
    for (const id of this.#others) this.#say(code, id);
  }
}

/**
 * Reads what came from another browser: a commitment or a nonce, or null for whatever is neither.
 * @param {any} message
 * @returns {Commitment | Reveal | null}
 */
export function readCodeMessage(message) {
  const { round, set, commitment, nonce } = message?.code ?? {};
  if (!isHash(round)) return null;
  if (isHash(nonce)) return { round, nonce };
  return isHash(set) && isHash(commitment) ? { round, set, commitment } : null;
}

/** @param {unknown} value */
const isHash = (value) => typeof value === 'string' && HASH.test(value);

/** @param {string} round @param {string} id @param {string} nonce */
const commit = (round, id, nonce) => hash(JSON.stringify([round, id, nonce]));

const random = () => hex(crypto.getRandomValues(new Uint8Array(32)));

/** @param {string} text */
const hash = async (text) => hex(await digest(text));

/** @param {string} text */
const digest = async (text) => new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));

/** @param {Uint8Array} bytes */
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
