// @ts-check
// Copying has to happen in the click itself: by the time the server has heard of it, some browsers no longer allow it.
// An element says what it copies by data-copy.

/** @type {Promise<boolean>} */
let last = Promise.resolve(false);

/** @param {MouseEvent} e */
function onClick(e) {
  const source = e.target instanceof Element ? e.target.closest('[data-copy]') : null;
  if (source) last = copy(source.getAttribute('data-copy') ?? '');
}

/** Called in a click. @param {string} text @returns {Promise<boolean>} whether the browser allowed it */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export function open() {
  document.addEventListener('click', onClick, { capture: true });
  return {
    /** Whether the last click on such an element did copy. */
    copied: () => last,
    close: () => document.removeEventListener('click', onClick, { capture: true }),
  };
}
