// @ts-check

/** At least so long a button says what has become of it. */
const SAID_FOR = 2_000;

/** The buttons that say something now, with their own words. @type {WeakMap<HTMLElement, { own: string | null }>} */
const saying = new WeakMap();

/**
 * Says on a button what has become of its click, for a moment, and for as long as the pointer stays there.
 * @param {HTMLElement} button  its `span` holds its words
 * @param {string} words
 */
export async function sayOn(button, words) {
  const label = /** @type {HTMLElement} */ (button.querySelector('span'));
  const now = { own: saying.get(button)?.own ?? label.textContent };
  saying.set(button, now);
  label.textContent = words;
  await new Promise((resolve) => setTimeout(resolve, SAID_FOR));
  // A finger leaves at once, and what it touched last stays hovered.
  if (matchMedia('(hover: hover)').matches && button.matches(':hover')) await new Promise((resolve) => button.addEventListener('pointerleave', resolve, { once: true }));
  // Clicked again meanwhile, it says so for a while longer.
  if (saying.get(button) !== now) return;
  saying.delete(button);
  label.textContent = now.own;
}
