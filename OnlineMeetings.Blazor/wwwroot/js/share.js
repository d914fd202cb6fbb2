// @ts-check
import { end } from './rtc/screen.js';

/**
 * Sharing one's screen, or recording one's view, from this frame: chosen in the click, allowed by the room, ended by whoever ends it.
 *
 * @typedef {object} ShareOptions
 * @property {import('./rtc/screen.js').SharedScreen | import('./rtc/recording.js').Recording} screen
 * @property {'screen' | 'recording'} words  what the keys of its sentences begin with
 * @property {(on: boolean) => Promise<string | null | undefined>} tell  the room, which answers why not; undefined where it can't be reached
 * @property {(key: string) => string} say  the sentence for a key
 * @property {(sentence: string) => void} refuse  shows why nothing is shared; '' for no reason any more
 * @property {AbortSignal} signal
 */
export class Share {
  #options;
  #isChoosing = false;

  /** @param {ShareOptions} options */
  constructor(options) {
    this.#options = options;
    const { screen, tell, signal } = options;
    screen.addEventListener('change', () => { if (!screen.on) tell(false); }, { signal });
  }

  /** In a click. @param {string | undefined} refusal  why the room would refuse, where that is known before */
  async toggle(refusal) {
    const { screen, refuse } = this.#options;
    refuse(screen.on ? '' : refusal ?? '');
    if (screen.on) screen.stop();
    else if (!refusal && !this.#isChoosing) await this.#begin();
  }

  /** The room may have forgotten it, or have been told nothing, while it was away. */
  async renew() {
    const { screen, tell, refuse } = this.#options;
    const refusal = await tell(screen.on);
    if (!refusal || !screen.on) return;
    screen.stop();
    refuse(refusal);
  }

  async #begin() {
    const { screen, words, say, refuse, tell } = this.#options;
    this.#isChoosing = true;
    const { stream, fault } = await screen.choose();
    this.#isChoosing = false;
    if (fault) refuse(say(`${words}.${fault}`));
    if (!stream) return;

    // Not before the room has said yes: nobody is sent what they are not to see.
    const refusal = await tell(true);
    if (refusal !== null) {
      end(stream);
      refuse(refusal ?? say(`${words}.away`));
    } else if (!screen.show(stream)) {
      tell(false);
    }
  }
}
