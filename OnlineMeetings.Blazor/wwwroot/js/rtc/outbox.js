// @ts-check
import { MOST_CANDIDATES } from './signal.js';

/** Candidates come in bursts: what comes within this many milliseconds goes out as one message. */
const CANDIDATES_TOGETHER = 20;

/** A batch that could not be sent is tried again after this many milliseconds. */
const RETRY_AFTER = 1_000;

/**
 * Signals on their way out. A description goes at once, candidates in small batches. Without a channel everything
 * waits in order; it stays small by itself, since candidates join the signal before them and a newer description
 * replaces the offer it makes void.
 *
 * @typedef {import('./signal.js').Signal} Signal
 * @typedef {{ to: string, signal: Signal }} Letter
 * @typedef {(batch: Letter[]) => unknown} Send  may throw or return a promise
 */
export class Outbox {
  /** @type {Letter[]} */ #waiting = [];
  /** @type {Send | null} */ #send;
  /** @type {number | undefined} */ #timer;
  #held = false;

  /** @param {Send | null} send */
  constructor(send) {
    this.#send = send;
  }

  /** @returns {Send | null} null: the channel is away, signals wait */
  get send() {
    return this.#send;
  }

  set send(send) {
    this.#send = send;
    this.#flush();
  }

  /** @param {string} to @param {Signal} signal */
  post(to, signal) {
    if (signal.description) {
      this.#waiting = this.#waiting.filter((letter) => letter.to !== to || !isVoid(letter.signal, signal));
      this.#waiting.push({ to, signal });
      this.#flush();
    } else {
      this.#append(to, signal);
      this.#flushSoon(CANDIDATES_TOGETHER);
    }
  }

  /** Between the two, descriptions wait for each other, to leave in one batch. */
  hold() {
    this.#held = true;
  }

  release() {
    this.#held = false;
    this.#flush();
  }

  /** @param {string} to  who left: nothing goes there any more */
  forget(to) {
    this.#waiting = this.#waiting.filter((letter) => letter.to !== to);
  }

  close() {
    this.#send = null;
    this.#waiting = [];
    clearTimeout(this.#timer);
  }

  /** @param {string} to @param {Signal} signal */
  #append(to, signal) {
    const last = this.#waiting.findLast((letter) => letter.to === to)?.signal;
    if (!last || !isSameLink(last, signal)) {
      this.#waiting.push({ to, signal });
      return;
    }

    last.candidates = [...(last.candidates ?? []), ...(signal.candidates ?? [])].slice(0, MOST_CANDIDATES);
  }

  /** @param {number} delay */
  #flushSoon(delay) {
    this.#timer ??= setTimeout(() => this.#flush(), delay);
  }

  async #flush() {
    if (this.#held || !this.#send) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;

    const batch = this.#waiting;
    this.#waiting = [];
    try {
      await this.#send(batch);
    } catch {
      this.#putBack(batch);
    }
  }

  /**
   * The batch may have arrived all the same: whoever reads a signal twice must not mind.
   * @param {Letter[]} batch
   */
  #putBack(batch) {
    const newer = this.#waiting;
    this.#waiting = batch.filter(({ to, signal }) =>
      !newer.some((letter) => letter.to === to && letter.signal.description && isVoid(signal, letter.signal)));
    this.#waiting.push(...newer);
    this.#flushSoon(RETRY_AFTER);
  }
}

/** @param {Signal} a @param {Signal} b */
const isSameLink = (a, b) => a.from === b.from && a.to === b.to && a.build === b.build;

/**
 * An offer that a later description follows was rolled back or is repeated by it, and an earlier link is gone. An
 * answer is never void: the other side still waits for it.
 * @param {Signal} earlier @param {Signal} later
 */
const isVoid = (earlier, later) => !isSameLink(earlier, later) || earlier.description?.type === 'offer';
