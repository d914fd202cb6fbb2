// @ts-check
import { diagnose } from './diagnostics.js';
import { sayOn } from './said.js';

/**
 * Copies the diagnostics. The promise of a text is written in the click itself: when they are measured, some browsers no longer allow it.
 * @param {HTMLElement} button  its `span` says what it does, its data what has become of it
 * @param {import('./engine.js').Engine} engine
 */
export async function copyDiagnostics(button, engine) {
  const text = diagnose(engine).then((words) => new Blob([words], { type: 'text/plain' }));
  const isCopied = await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]).then(() => true, () => false);
  sayOn(button, (isCopied ? button.dataset.copied : button.dataset.refused) ?? '');
}
