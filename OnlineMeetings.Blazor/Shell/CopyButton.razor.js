// @ts-check
import { copy } from '../js/copy.js';
import { sayOn } from '../js/said.js';

/** @param {HTMLButtonElement} button */
export function open(button) {
  const { copied = '', refused = '' } = button.dataset;

  async function onClick() {
    sayOn(button, await copy(button.dataset.text ?? '') ? copied : refused);
  }

  button.addEventListener('click', onClick);
  return { close: () => button.removeEventListener('click', onClick) };
}
