// @ts-check
// The room's single-key shortcuts and push to talk. A button says its key by aria-keyshortcuts; the key clicks it.

/** Where one types, or where the key means something already. */
const OWN_KEYS = 'input, textarea, select, [contenteditable], [role="menu"]';
const PRESSED_BY_SPACE = `${OWN_KEYS}, button, a, summary`;

const KEPT = 'shortcuts';

/** Whether this person wants them; a browser that keeps nothing has them on. */
export function areOn() {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true;
  }
}

/** @param {boolean} on */
export function choose(on) {
  try {
    localStorage.setItem(KEPT, on ? 'on' : 'off');
  } catch { /* for this page only, then */ }
}

/**
 * @param {{ isMuted: () => boolean, toggleMicrophone: () => void, signal: AbortSignal }} room  `isMuted` is false too where there is no
 *   microphone to switch
 */
export function listen({ isMuted, toggleMicrophone, signal }) {
  let isTalking = false;

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !areOn() || document.querySelector('dialog[open]')) return;
    const target = event.target instanceof Element ? event.target : null;
    if (event.code === 'Space') {
      if (target?.closest(PRESSED_BY_SPACE) || !isMuted()) return;
      isTalking = true;
      toggleMicrophone();
      event.preventDefault();
    } else if (!target?.closest(OWN_KEYS)) {
      const key = event.key === '?' ? '?' : event.key.toUpperCase();
      const button = /** @type {HTMLElement | null} */ (document.querySelector(`[aria-keyshortcuts="${CSS.escape(key)}"]`));
      if (!button) return;
      event.preventDefault();
      button.click();
    }
  }, { signal });

  const stop = () => {
    if (!isTalking) return;
    isTalking = false;
    if (!isMuted()) toggleMicrophone();
  };
  document.addEventListener('keyup', ({ code }) => { if (code === 'Space') stop(); }, { signal });
  // Whoever goes to another window with the key held is not heard there.
  addEventListener('blur', stop, { signal });
}
