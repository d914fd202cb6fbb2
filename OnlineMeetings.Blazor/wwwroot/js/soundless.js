// @ts-check
// The warning that one's microphone gives no sound, wherever it stands.

/** Closed by hand, it is said no more until the microphone was heard. */
let isHushed = false;

/** @param {string} sentence  '' as long as there is nothing to warn of */
export function showSoundless(sentence) {
  if (sentence === '') isHushed = false;
  const words = isHushed ? '' : sentence;
  for (const place of document.querySelectorAll('[data-soundless]')) {
    if (place.textContent !== words) place.textContent = words;
  }
}

export function hushSoundless() {
  isHushed = true;
  for (const place of document.querySelectorAll('[data-soundless]')) place.textContent = '';
}
