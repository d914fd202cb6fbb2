// @ts-check
// Reactions as they are seen and heard: each for some seconds, at the tile of who reacted or, without one, beside the tiles with
// their name; and said politely, in one sentence at a time.

const SHOWN_FOR = 4_000;
const SAY_EVERY = 4_000;

/** In one place at once; the oldest makes room. */
const MOST_SHOWN = 5;
const MOST_SAID = 3;

/** Where the next one stands, in its own width from the middle: what comes in a row does not cover what is there. */
const OFFSETS = Object.freeze([0, -1.2, 1.2, -2.4, 2.4]);

/** @type {string[]} */ let unsaid = [];
let isQuiet = true;
let shown = 0;

/** @param {{ who: string, name: string, emoji: string, words: string }} reaction */
export function show({ who, name, emoji, words }) {
  const tile = document.querySelector(`[data-participant="${who}"] [data-reactions]`);
  const place = tile ?? document.querySelector('[data-reactions-beside]');
  if (!place) return;
  const mark = document.createElement('span');
  const sign = document.createElement('b');
  sign.textContent = emoji;
  mark.append(sign, tile ? '' : ` ${name}`);
  mark.style.setProperty('--offset', String(OFFSETS[shown++ % OFFSETS.length]));
  place.append(mark);
  if (place.childElementCount > MOST_SHOWN) place.firstElementChild?.remove();
  // Not at an animation's end: where motion is not wished there is none.
  setTimeout(() => mark.remove(), SHOWN_FOR);
  unsaid.push(words);
  if (isQuiet) say();
}

function say() {
  const place = document.querySelector('[data-reactions-said]');
  const more = unsaid.length - MOST_SAID;
  if (place) place.textContent = [...unsaid.slice(0, MOST_SAID), ...(more > 0 ? [`+${more}`] : [])].join(', ');
  isQuiet = unsaid.length === 0;
  unsaid = [];
  if (!isQuiet) setTimeout(say, SAY_EVERY);
}
