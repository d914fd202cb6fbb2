// @ts-check
import { Draft } from './draft.js';
import { Mix } from './mix.js';
import { choose, end } from './screen.js';

/** This tab, as the person sees it. Its sound would lack one's own voice: that is mixed here. */
const WISH = Object.freeze({
  video: { frameRate: { ideal: 25, max: 30 } },
  audio: false,
  preferCurrentTab: true,
  selfBrowserSurface: 'include',
  surfaceSwitching: 'exclude',
});

/** The first of them that the browser can write is taken. */
const TYPES = Object.freeze(['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4']);

const WRITE_EVERY = 1_000;

/** The browser begins to copy the file within this time. */
const SAVED_WITHIN = 60_000;

/**
 * What this person sees and hears of the meeting, written into a file of theirs. Chosen and ended as a shared screen is. `change` tells
 * that it has begun or ended.
 */
export class Recording extends EventTarget {
  #voices;
  /** @type {MediaStream | null} */ #view = null;
  /** @type {MediaRecorder | null} */ #recorder = null;
  /** @type {Mix | null} */ #mix = null;

  /** @param {() => MediaStreamTrack[]} voices  all that is heard and said, read again whenever `mix` is called */
  constructor(voices) {
    super();
    this.#voices = voices;
  }

  get on() {
    return this.#recorder !== null;
  }

  /** In the click itself; see `SharedScreen`. */
  choose() {
    return choose(WISH);
  }

  /**
   * Begins to write.
   * @param {MediaStream} view
   * @returns {boolean} false where the person has stopped it meanwhile, by the browser's own button
   */
  show(view) {
    const [video] = view.getVideoTracks();
    if (video?.readyState !== 'live') return false;
    video.onended = () => this.stop();
    this.#view = view;
    this.#mix = new Mix();
    this.mix();
    this.#recorder = this.#write(new MediaStream([video, this.#mix.track]));
    addEventListener('beforeunload', askBeforeLoss);
    this.dispatchEvent(new Event('change'));
    return true;
  }

  /** Who is heard has changed. */
  mix() {
    this.#mix?.hold(this.#voices());
  }

  /** The file is saved as soon as its last part is written. */
  stop() {
    if (!this.#recorder) return;
    this.#recorder.stop();
    this.#mix?.close();
    end(this.#view);
    this.#recorder = this.#mix = this.#view = null;
    removeEventListener('beforeunload', askBeforeLoss);
    this.dispatchEvent(new Event('change'));
  }

  /** @param {MediaStream} stream */
  #write(stream) {
    const draft = new Draft();
    // Swedes write dates as ISO 8601 does, and browsers know how.
    const name = `${document.title.replace(/^\(\d+\) /, '')} ${new Date().toLocaleString('sv').replaceAll(':', '.')}`;
    const recorder = new MediaRecorder(stream, { mimeType: TYPES.find((type) => MediaRecorder.isTypeSupported(type)) });
    recorder.ondataavailable = ({ data }) => { draft.write(data).catch(() => this.stop()); };
    recorder.onstop = async () => save(await draft.finish(recorder.mimeType), `${name}.${/mp4/.test(recorder.mimeType) ? 'mp4' : 'webm'}`);
    recorder.start(WRITE_EVERY);
    return recorder;
  }
}

/** A page that goes takes with it what was not saved. @param {Event} event */
function askBeforeLoss(event) {
  event.preventDefault();
}

/** @param {Blob} file @param {string} name */
function save(file, name) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SAVED_WITHIN);
}
