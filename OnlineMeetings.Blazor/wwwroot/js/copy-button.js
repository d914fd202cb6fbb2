// @ts-check
// The copy buttons of pages without Blazor.
import { open } from '../Shell/CopyButton.razor.js';

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('button[data-text]')))
  open(button);
