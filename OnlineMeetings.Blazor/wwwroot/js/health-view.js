// @ts-check

/**
 * Shows how the links to the others are, in pictures and words, where the page has places for it.
 *
 * @typedef {import('./rtc/health.js').Health} Health
 * @typedef {import('./rtc/health.js').Reason} Reason
 */

/** What a person must know at once, in words that fit whatever the size of the tile. @type {readonly Reason[]} */
const URGENT = Object.freeze(['deaf', 'unheard', 'reconnecting']);

export class HealthView {
  #healthOf;
  #say;

  /**
   * @param {(id: string) => Readonly<Health> | null} healthOf  null where there is no link
   * @param {(key: string) => string} say
   */
  constructor(healthOf, say) {
    this.#healthOf = healthOf;
    this.#say = say;
  }

  show() {
    for (const mark of places('link')) this.#showMark(mark, this.#healthOf(mark.dataset.link ?? ''));
    for (const place of places('link-said')) this.#showSaid(place, this.#healthOf(place.dataset.linkSaid ?? ''));
    for (const bars of places('link-bars')) this.#showBars(bars, this.#healthOf(bars.dataset.linkBars ?? ''));
    for (const place of places('link-words')) write(place, this.#words(this.#healthOf(place.dataset.linkWords ?? ''), place));
  }

  /** On a tile, only where something is wrong. @param {HTMLElement} mark @param {Readonly<Health> | null} health */
  #showMark(mark, health) {
    const isWrong = health !== null && health.grade !== 'good';
    const words = isWrong ? this.#words(health, mark) : '';
    mark.hidden = !isWrong;
    mark.toggleAttribute('data-urgent', isUrgent(health));
    set(mark, 'data-grade', health?.grade ?? '');
    // Said by its neighbour, and once is enough.
    set(mark, 'aria-hidden', String(isUrgent(health)));
    set(mark, 'title', words);
    write(/** @type {HTMLElement} */ (mark.lastElementChild), words);
  }

  /** @param {HTMLElement} place @param {Readonly<Health> | null} health */
  #showSaid(place, health) {
    write(place, isUrgent(health) ? this.#words(health, place) : '');
  }

  /** @param {HTMLElement} bars @param {Readonly<Health> | null} health */
  #showBars(bars, health) {
    bars.hidden = health === null;
    set(bars, 'data-grade', health?.grade ?? '');
    set(bars, 'aria-label', health ? this.#say(`link.${health.grade}`) : '');
    set(bars, 'title', bars.getAttribute('aria-label') ?? '');
  }

  /** @param {Readonly<Health> | null} health @param {HTMLElement} place */
  #words(health, place) {
    if (!health || health.reason === 'none') return '';
    return this.#say(`link.${health.reason}`).replace('{0}', health.amount ? String(health.amount) : place.dataset.name ?? '');
  }
}

/** @param {Readonly<Health> | null} health */
const isUrgent = (health) => health !== null && URGENT.includes(health.reason);

/** @param {string} kind */
const places = (kind) => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-${kind}]`));

/** Only what is another: a watcher of the page is told of each change. @param {HTMLElement} element @param {string} text */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {Element} element @param {string} name @param {string} value */
function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
