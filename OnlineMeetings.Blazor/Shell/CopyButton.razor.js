// @ts-check
import { copy } from '../js/copy.js';

/** How long it says what came of it. */
const SAID_FOR = 2_000;

/** @param {HTMLButtonElement} button */
export function open(button) {
  const label = /** @type {HTMLElement} */ (button.querySelector('span'));
  const words = label.textContent;
  const { copied = '', refused = '' } = button.dataset;

  async function onClick() {
    label.textContent = await copy(button.dataset.text ?? '') ? copied : refused;
    setTimeout(() => { label.textContent = words; }, SAID_FOR);
  }

  button.addEventListener('click', onClick);
  return { close: () => button.removeEventListener('click', onClick) };
}
