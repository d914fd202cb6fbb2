// @ts-check
// Draws entries of a calendar to another day or time. With a finger the page scrolls instead: there, as by keyboard, the form does it.

/** From here on it is no click any more. */
const MOVED = 6;
/** What a time snaps to, in minutes. */
const STEP = 15;
const DAY = 24 * 60;
const MORNING = 6 * 60 + 45;

/**
 * @param {HTMLElement} surface
 * @param {{ invokeMethodAsync(name: string, ...args: unknown[]): Promise<void> }} page
 */
export function open(surface, page) {
  const drags = new Drags(surface, page);
  return {
    /** The hours are looked at from the morning on. */
    toMorning() {
      const hours = surface.querySelector('.hours');
      if (hours) hours.scrollTop = (hours.querySelector('tbody')?.clientHeight ?? 0) * MORNING / DAY;
    },
    close: () => drags.close(),
  };
}

class Drags {
  #surface;
  #page;
  #listening = new AbortController();
  /** @type {{ entry: HTMLElement, x: number, y: number, grip: number, moving: boolean } | null} */
  #drag = null;
  #endedAt = 0;

  /** @param {HTMLElement} surface @param {{ invokeMethodAsync(name: string, ...args: unknown[]): Promise<void> }} page */
  constructor(surface, page) {
    this.#surface = surface;
    this.#page = page;
    const { signal } = this.#listening;
    surface.addEventListener('pointerdown', e => this.#begin(e), { signal });
    document.addEventListener('pointermove', e => this.#move(e), { signal });
    document.addEventListener('pointerup', e => this.#end(e), { signal });
    document.addEventListener('pointercancel', () => this.#drop(), { signal });
    document.addEventListener('keydown', e => { if (e.key === 'Escape') this.#drop(); }, { signal });
    // What was drawn must not be opened by the click that follows.
    surface.addEventListener('click', e => {
      if (e.timeStamp - this.#endedAt < 50) { e.preventDefault(); e.stopPropagation(); }
    }, { signal, capture: true });
  }

  close() {
    this.#drop();
    this.#listening.abort();
  }

  /** @param {PointerEvent} e */
  #begin(e) {
    const entry = e.target instanceof Element ? e.target.closest('[data-appointment]') : null;
    if (!(entry instanceof HTMLElement) || e.button !== 0 || e.pointerType === 'touch' || !entry.closest('table')) return;
    this.#drag = { entry, x: e.clientX, y: e.clientY, grip: e.clientY - entry.getBoundingClientRect().top, moving: false };
  }

  /** @param {PointerEvent} e */
  #move(e) {
    const drag = this.#drag;
    if (!drag) return;
    const [x, y] = [e.clientX - drag.x, e.clientY - drag.y];
    if (!drag.moving && Math.hypot(x, y) < MOVED) return;
    drag.moving = true;
    drag.entry.classList.add('drawn');
    drag.entry.style.transform = `translate(${x}px, ${y}px)`;
    e.preventDefault();
    this.#mark(this.#dayAt(e));
  }

  /** @param {PointerEvent} e */
  #end(e) {
    const drag = this.#drag;
    const day = drag?.moving ? this.#dayAt(e) : null;
    if (drag?.moving) this.#endedAt = e.timeStamp;
    this.#drop();
    if (!drag || !day || day === drag.entry.closest('[data-day]') && !('hours' in day.dataset)) return;
    const { appointment, of } = drag.entry.dataset;
    // The server may be out of reach just now: then it stays where it is.
    this.#page.invokeMethodAsync('MoveAsync', appointment, of, day.dataset.day, minuteIn(day, e.clientY - drag.grip, drag.entry)).catch(() => {});
  }

  #drop() {
    if (this.#drag) {
      this.#drag.entry.classList.remove('drawn');
      this.#drag.entry.style.transform = '';
    }
    this.#drag = null;
    this.#mark(null);
  }

  /** @param {PointerEvent} e */
  #dayAt(e) {
    const day = document.elementsFromPoint(e.clientX, e.clientY).find(one => one instanceof HTMLElement && one.dataset.day && this.#surface.contains(one));
    return /** @type {HTMLElement | null} */ (day ?? null);
  }

  /** @param {HTMLElement | null} day */
  #mark(day) {
    for (const marked of this.#surface.querySelectorAll('.over')) if (marked !== day) marked.classList.remove('over');
    day?.classList.add('over');
  }
}

/** @param {HTMLElement} day @param {number} top @param {HTMLElement} entry @returns {number | null} */
function minuteIn(day, top, entry) {
  if (!('hours' in day.dataset) || 'days' in entry.dataset) return null;
  const { top: midnight, height } = day.getBoundingClientRect();
  const minute = Math.round((top - midnight) / height * DAY / STEP) * STEP;
  return Math.min(Math.max(minute, 0), DAY - STEP);
}
