// @ts-check

const NOTES = Object.freeze([660, 880]);
const NOTE_LASTS = 0.14;
const LOUDNESS = 0.08;

/**
 * Two short notes: somebody knocks, or the speakers are tried. Before the first click a browser keeps them back, and then
 * there is silence.
 * @param {string} [speakers]  '' for the browser's default
 */
export async function chime(speakers = '') {
  const context = new AudioContext();
  // Not every browser can play elsewhere than on its default.
  await /** @type {any} */ (context).setSinkId?.(speakers).catch(() => {});
  const gain = new GainNode(context, { gain: LOUDNESS });
  gain.connect(context.destination);
  NOTES.forEach((frequency, at) => {
    const note = new OscillatorNode(context, { frequency });
    note.connect(gain);
    note.start(context.currentTime + at * NOTE_LASTS);
    note.stop(context.currentTime + (at + 1) * NOTE_LASTS);
    if (at === NOTES.length - 1) note.onended = () => context.close();
  });
}
