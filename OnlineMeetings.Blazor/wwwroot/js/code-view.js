// @ts-check

/** Pictures that nobody takes for one another, in the order of the names that the page gives. */
const EMOJI = (
  '🐶 🐱 🐭 🐰 🦊 🐻 🦁 🐮 🐷 🐸 🐵 🐔 🐧 🦉 🐴 🐝 ' +
  '🦋 🐌 🐢 🐍 🐙 🐟 🐳 🐘 🐪 🦔 🌵 🌳 🍀 🌻 🍄 🌙 ' +
  '⭐ 🔥 🌈 ⛄ 🍎 🍌 🍇 🍓 🍒 🍋 🥕 🌽 🍞 🧀 🥚 🍕 ' +
  '🎂 ☕ ⚽ 🎈 🎁 🎸 🥁 🚲 🚗 🚀 ⛵ 🏠 🔑 ⏰ 🔔 🎩'
).split(' ');

/**
 * Shows the room's code where the page has a place for it.
 * @param {import('./rtc/room-code.js').Code | null} code
 */
export function showCode(code) {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-room-code]'))) {
    const shown = code ? `${code.emoji} ${code.digits}` : '';
    if (place.dataset.roomCode === shown) continue;
    place.dataset.roomCode = shown;
    place.replaceChildren(...(code ? symbols(code, (place.dataset.emojiNames ?? '').split(',')) : []));
  }
}

/** @param {import('./rtc/room-code.js').Code} code @param {string[]} names */
function symbols({ emoji, digits }, names) {
  const pictures = emoji.map((index) => {
    const picture = Object.assign(document.createElement('span'), { textContent: EMOJI[index], role: 'img', title: names[index] });
    picture.setAttribute('aria-label', names[index]);
    return picture;
  });
  const number = Object.assign(document.createElement('b'), { className: 'num', textContent: `${digits.slice(0, 3)} ${digits.slice(3)}` });
  return [...pictures, number];
}
