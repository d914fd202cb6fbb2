// @ts-check
import { shell } from '../js/outer.js';
import { chime } from '../js/chime.js';

/** However many come at once. */
const SOUND_EVERY = 3_000;

const KEPT = 'notices';

/** The desktop asks the browser's user for leave, and so it is off until somebody wants it. */
const DEFAULTS = Object.freeze({ title: true, sound: true, desktop: false });

/** @returns {{ title: boolean, sound: boolean, desktop: boolean }} */
function chosen() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEPT) ?? '{}') };
  } catch {
    return DEFAULTS;
  }
}

/** @param {Partial<typeof DEFAULTS>} choice */
function choose(choice) {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...chosen(), ...choice }));
  } catch { /* a browser that keeps nothing has the defaults */ }
}

const permission = () => ('Notification' in window ? Notification.permission : 'unknown');

/** @param {HTMLElement} root @param {Record<string, string>} texts */
export function open(root, texts) {
  const gone = new AbortController();
  const { signal } = gone;
  const news = /** @type {HTMLElement} */ (root.querySelector('[data-news]'));
  const dialog = /** @type {HTMLDialogElement} */ (root.querySelector('dialog'));
  const refusal = /** @type {HTMLElement} */ (root.querySelector('[data-refusal]'));
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll('[data-notice]'));
  let told = counted();
  let rungAt = -SOUND_EVERY;
  /** @type {Notification | null} */ let notice = null;

  const drawn = new MutationObserver(() => {
    const now = counted();
    tell(now.news - told.news, now.knocks > told.knocks);
    told = now;
  });
  drawn.observe(news, { attributes: true });

  function counted() {
    return { news: Number(news.dataset.news), knocks: Number(news.dataset.knocks) };
  }

  /** @param {number} count @param {boolean} isKnock  heard in any case: somebody stands before the door */
  function tell(count, isKnock) {
    const { title, sound, desktop } = chosen();
    if (sound && (isKnock || document.hidden)) ring();
    if (!document.hidden) return;
    if (title) shell.miss(count);
    if (desktop && permission() === 'granted') show();
  }

  function ring() {
    if (performance.now() - rungAt < SOUND_EVERY) return;
    rungAt = performance.now();
    chime(shell.engine.devices.chosen('audiooutput'));
  }

  function show() {
    try {
      // Of one meeting there is one at a time; the sound is ours, and has a switch of its own.
      notice = new Notification(document.title, { body: news.textContent ?? '', tag: shell.code, silent: true });
      notice.onclick = () => { parent.focus(); unshow(); };
    } catch { /* a phone's browser shows none of a page's */ }
  }

  function unshow() {
    notice?.close();
    notice = null;
  }

  function openDialog() {
    const choice = chosen();
    for (const box of boxes) box.checked = choice[/** @type {keyof typeof choice} */ (box.dataset.notice)];
    for (const box of boxes) if (box.dataset.notice === 'desktop') box.checked &&= permission() === 'granted';
    refusal.textContent = '';
    dialog.showModal();
  }

  /** @param {HTMLInputElement} box */
  async function allow(box) {
    const answer = 'Notification' in window ? await Notification.requestPermission() : 'unknown';
    box.checked = answer === 'granted';
    refusal.textContent = box.checked ? '' : texts[answer];
    choose({ desktop: box.checked });
  }

  root.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const { notice: kind } = target.dataset;
    if (kind === 'desktop' && target.checked) allow(target);
    else choose({ [String(kind)]: target.checked });
  }, { signal });
  document.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest('[data-notices-open]')) openDialog();
    if (dialog.contains(target) && target.closest('[data-close]')) dialog.close();
  }, { signal });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) unshow(); }, { signal });

  return {
    close() {
      gone.abort();
      drawn.disconnect();
      unshow();
    },
  };
}
