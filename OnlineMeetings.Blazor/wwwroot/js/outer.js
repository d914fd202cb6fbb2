// @ts-check

// Opened as a page of its own, the room has no shell: the way in is through it.
if (parent === window) location.replace(location.pathname.replace(/\/room$/, ''));

/**
 * The meeting's shell, for the modules in its frame. Frame and shell load side by side, and either may be first.
 *
 * @typedef {{ wantsSeat: boolean }} Wish  of who waits before the door; it outlives a lost circuit, as the engine does
 * @typedef {{ engine: import('./engine.js').Engine, code: string, wish: Wish | null, move: (code: string) => void, reloadFrame: () => Promise<void>, miss: (count: number) => void }} Shell
 * @type {Shell}
 */
export const shell = outer().meeting ?? await new Promise((resolve) => {
  parent.addEventListener('meetingready', () => resolve(outer().meeting), { once: true });
});

function outer() {
  return /** @type {Window & { meeting?: Shell }} */ (parent);
}
