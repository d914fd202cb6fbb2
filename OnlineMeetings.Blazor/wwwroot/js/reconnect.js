// @ts-check
// The dialog that stands in the way while the server is away. Blazor tries by itself; this comes in when it has given up, or
// when the server no longer knows the page: then it is loaded again, as soon as the server answers. Blazor is started here.

import { saysTooMany, whenNotConnected } from './refused.js';

const pollDelay = 2000;

const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById('components-reconnect-modal'));
const blazor = /** @type {any} */ (window).Blazor;
let waiting = false;

dialog?.addEventListener('components-reconnect-state-changed', e => {
  const { state } = /** @type {CustomEvent} */ (e).detail;
  if (state === 'hide') dialog.close();
  else if (!dialog.open) dialog.showModal();
  if (state === 'failed') whenServerIsBack(() => blazor.reconnect());
  // The server has forgotten this page: only loading it again helps. Asked for once more, Blazor would claim success.
  if (state === 'rejected' || state === 'resume-failed') whenServerIsBack(() => location.reload());
});
dialog?.addEventListener('cancel', e => e.preventDefault());
dialog?.querySelector('button')?.addEventListener('click', () => whenServerIsBack(() => location.reload()));

whenNotConnected(async () => {
  const broken = document.getElementById('blazor-error-ui');
  if (!(await saysTooMany()) && broken) broken.style.display = 'block';
});
blazor.start();

// A page is loaded only from a server that answers: a failed load would leave the browser's own error page here.
/** @param {() => void} go */
async function whenServerIsBack(go) {
  if (waiting) return;
  waiting = true;
  while (!(await isReady())) await new Promise(done => setTimeout(done, pollDelay));
  waiting = false;
  go();
}

async function isReady() {
  try {
    return (await fetch('/healthz/ready', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
