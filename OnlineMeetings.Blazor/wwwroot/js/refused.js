// @ts-check

const TOO_MANY = 429;

/**
 * Blazor leaves the page as it is where the very first connection is refused, and tells nobody but the console. Listen before it
 * starts.
 * @param {() => void} then
 */
export function whenNotConnected(then) {
  addEventListener('unhandledrejection', ({ reason }) => {
    if (reason?.errorType === 'FailedToNegotiateWithServerError') then();
  });
}

/**
 * Whether this person has too many pages open for this one to connect. Then it says so, and nothing is to be tried before one
 * of them is closed.
 */
export async function saysTooMany() {
  if (!(await areTooMany())) return false;
  /** @type {HTMLElement} */ (document.getElementById('too-many-pages')).hidden = false;
  return true;
}

async function areTooMany() {
  try {
    return (await fetch('/_blazor/negotiate?negotiateVersion=1', { method: 'POST' })).status === TOO_MANY;
  } catch {
    return false;
  }
}
