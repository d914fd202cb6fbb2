// @ts-check
import { diagnose } from './diagnostics.js';

/** How long the button says what became of it. */
const SAID_FOR = 2_000;

/**
 * Copies the diagnostics. The promise of a text is written in the click itself: when they are measured, some browsers no longer allow it.
 * @param {HTMLElement} button  its `span` says what it does, its data what has become of it
 * @param {import('./engine.js').Engine} engine
 */
export async function copyDiagnostics(button, engine) {
  const label = /** @type {HTMLElement} */ (button.querySelector('span'));
  const before = label.textContent;
  const text = diagnose(engine).then((words) => new Blob([words], { type: 'text/plain' }));
  const isCopied = await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]).then(() => true, () => false);
  label.textContent = (isCopied ? button.dataset.copied : button.dataset.refused) ?? '';
  setTimeout(() => { label.textContent = before; }, SAID_FOR);
}
