// @ts-check

const MEASURE_EVERY = 100;

/** Levels are drawn as people hear them: silence of a room is 0, a loud voice 1. */
const QUIETEST_DECIBELS = -60;
const LOUDEST_DECIBELS = -10;

/** The smallest step that 16 bits can tell from nothing. */
const LEAST_SAMPLE = 1 / 32_768;

/** A browser allows few AudioContexts, so that all meters share one. It lives while there is a meter. */
/** @type {{ context: AudioContext | null, meters: number }} */
const shared = { context: null, meters: 0 };

/**
 * How loud a local track is, told ten times a second as a number from 0 to 1, and whether it gives nothing at all, not even noise.
 * Before the person has clicked anything, a browser may keep the AudioContext suspended: then, until the click, the level is 0 and
 * nothing is known of the rest.
 */
export class LevelMeter {
  #onlevel;
  #source;
  #analyser;
  #samples;
  /** @type {number | undefined} */ #timer;

  /** @param {MediaStreamTrack} track @param {(level: number, isSoundless: boolean | null) => void} onlevel */
  constructor(track, onlevel) {
    const context = openContext();
    this.#onlevel = onlevel;
    this.#source = context.createMediaStreamSource(new MediaStream([track]));
    this.#analyser = new AnalyserNode(context, { fftSize: 2048 });
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#source.connect(this.#analyser);
    this.#timer = setInterval(() => this.#measure(), MEASURE_EVERY);
  }

  close() {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#source.disconnect();
    this.#onlevel(0, null);
    closeContext();
  }

  #measure() {
    if (!isAwake()) {
      this.#onlevel(0, null);
      return;
    }

    this.#analyser.getFloatTimeDomainData(this.#samples);
    this.#onlevel(loudness(this.#samples), this.#samples.every((sample) => Math.abs(sample) < LEAST_SAMPLE));
  }
}

/** @param {Float32Array} samples */
function loudness(samples) {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 10 * Math.log10(power);
  return Math.min(1, Math.max(0, (decibels - QUIETEST_DECIBELS) / (LOUDEST_DECIBELS - QUIETEST_DECIBELS)));
}

function openContext() {
  shared.meters += 1;
  return (shared.context ??= new AudioContext());
}

function isAwake() {
  if (shared.context?.state === 'running') return true;
  // Before the first click resume() would only wait, and some browsers warn.
  if (navigator.userActivation?.hasBeenActive ?? true) shared.context?.resume().catch(() => {});
  return false;
}

function closeContext() {
  shared.meters -= 1;
  if (shared.meters > 0) return;
  shared.context?.close().catch(() => {});
  shared.context = null;
}
