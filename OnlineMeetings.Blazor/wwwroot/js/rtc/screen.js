// @ts-check

/**
 * Why no screen is shared. Who closes the browser's question without choosing has changed their mind: that is no fault.
 * @typedef {'refused' | 'unreadable' | 'failed'} ScreenFault
 */

/** The meeting itself is not offered: it would show itself showing itself. Voices are left as they are, and music. */
const WISH = Object.freeze({
  video: { frameRate: { ideal: 15, max: 30 } },
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
  systemAudio: 'include',
});

/** The screen that this person shares, with its sound where the browser gives it. `change` tells that it is another or none. */
export class SharedScreen extends EventTarget {
  /** @type {MediaStream | null} */ #stream = null;

  /** Phones share none. */
  get isSupported() {
    return typeof navigator.mediaDevices?.getDisplayMedia === 'function';
  }

  get on() {
    return this.#stream !== null;
  }

  /** @type {MediaStreamTrack | null} */
  get video() {
    return this.#stream?.getVideoTracks()[0] ?? null;
  }

  /** @type {MediaStreamTrack | null} */
  get audio() {
    return this.#stream?.getAudioTracks()[0] ?? null;
  }

  /** In the click itself. Nothing is sent yet. */
  choose() {
    return choose(WISH);
  }

  /**
   * Sends what was chosen, in the place of what was sent before.
   * @param {MediaStream} stream
   * @returns {boolean} false where the person has stopped it meanwhile, by the browser's own button
   */
  show(stream) {
    const [video] = stream.getVideoTracks();
    if (video?.readyState !== 'live') return false;
    end(this.#stream);
    // Letters before motion: of what must be given up, frames go first (W3C MediaStreamTrack Content Hints, section 3).
    video.contentHint = 'detail';
    for (const sound of stream.getAudioTracks()) sound.contentHint = 'music';
    video.onended = () => this.stop();
    this.#set(stream);
    return true;
  }

  stop() {
    if (!this.#stream) return;
    end(this.#stream);
    this.#set(null);
  }

  /** @param {MediaStream | null} stream */
  #set(stream) {
    this.#stream = stream;
    this.dispatchEvent(new Event('change'));
  }
}

/**
 * Lets the person choose what is captured. Has to be called in the click itself (W3C Screen Capture, section 5.1).
 * @param {object} wish
 * @returns {Promise<{ stream: MediaStream | null, fault: ScreenFault | null }>}  neither: they changed their mind
 */
export async function choose(wish) {
  try {
    return { stream: await navigator.mediaDevices.getDisplayMedia(/** @type {any} */ (wish)), fault: null };
  } catch (error) {
    return { stream: null, fault: faultOf(error) };
  }
}

/** What was chosen is sent no more, or was never. @param {MediaStream | null} stream */
export function end(stream) {
  for (const track of stream?.getTracks() ?? []) {
    track.onended = null;
    track.stop();
  }
}

/** @param {any} error @returns {ScreenFault | null} */
function faultOf({ name, message }) {
  // Both "no" to the browser's question and a system that forbids it have this name; only the latter says so.
  if (name === 'NotAllowedError') return /system/i.test(message) ? 'refused' : null;
  return name === 'NotReadableError' || name === 'NotFoundError' ? 'unreadable' : 'failed';
}
