// @ts-check
// Reactions as they are seen and heard: each for some seconds, at the tile of who reacted or, without one, beside the tiles with
// their name; and said politely, in one sentence at a time.

const SHOWN_FOR = 4_000;
const SAY_EVERY = 4_000;

const MOST_SAID = 3;

/** Where they stand, in their own width from the middle, so that none covers another; when all are taken, the oldest makes room. */
const OFFSETS = Object.freeze(['0', '-1.2', '1.2', '-2.4', '2.4']);

/** @type {string[]} */ let unsaid = [];
let isQuiet = true;

/** @param {{ who: string, name: string, emoji: string, words: string }} reaction */
export function show({ who, name, emoji, words }) {
  const tile = document.querySelector(`[data-participant="${who}"] [data-reactions]`);
  const place = tile ?? document.querySelector('[data-reactions-beside]');
  if (!place) return;
  const mark = document.createElement('span');
  const sign = document.createElement('b');
  sign.textContent = emoji;
  mark.append(sign, tile ? '' : ` ${name}`);
  if (place.childElementCount === OFFSETS.length) place.firstElementChild?.remove();
  mark.style.setProperty('--offset', freeOffset(place));
  place.append(mark);
  // Not at an animation's end: where motion is not wished there is none.
  setTimeout(() => mark.remove(), SHOWN_FOR);
  unsaid.push(words);
  if (isQuiet) say();
}

/** @param {Element} place */
function freeOffset(place) {
  const taken = [.../** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(':scope > span'))].map(({ style }) => style.getPropertyValue('--offset'));
  return OFFSETS.find((offset) => !taken.includes(offset)) ?? OFFSETS[0];
}

function say() {
  const place = document.querySelector('[data-reactions-said]');
  const more = unsaid.length - MOST_SAID;
  if (place) place.textContent = [...unsaid.slice(0, MOST_SAID), ...(more > 0 ? [`+${more}`] : [])].join(', ');
  isQuiet = unsaid.length === 0;
  unsaid = [];
  if (!isQuiet) setTimeout(say, SAY_EVERY);
}
