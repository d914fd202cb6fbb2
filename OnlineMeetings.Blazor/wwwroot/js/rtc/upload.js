// @ts-check
import { largestCamera, plan } from './quality.js';

/** How often the links are measured. */
const SAMPLE_EVERY = 2_000;

/** Wishes come in bursts, and whoever sends too many must not keep this side busy. */
const WISHES_TOGETHER = 100;

/**
 * All that one person sends to the others, whose links share one budget.
 *
 * @typedef {import('./link.js').Link} Link
 * @typedef {import('./quality.js').Quality} Quality
 *
 * @typedef {object} UploadOptions
 * @property {Quality} quality
 * @property {Readonly<import('./slots.js').Tracks>} tracks  read again for each plan
 * @property {() => Link[]} links
 * @property {() => void} onsample  all links were measured
 * @property {(height: number) => void} oncapture  the shorter side of the largest picture of the camera that is sent from now on
 */
export class Upload {
  #options;
  #quality;
  #height = 0;
  #sampler;
  /** @type {number | undefined} */ #soon;
  #isClosed = false;

  /** @param {UploadOptions} options */
  constructor(options) {
    this.#options = options;
    this.#quality = options.quality;
    this.#sampler = setInterval(() => this.#sample(), SAMPLE_EVERY);
  }

  /** @param {Quality} quality */
  set quality(quality) {
    if (quality === this.#quality) return;
    this.#quality = quality;
    this.plan();
  }

  plan() {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    const links = this.#options.links();
    const { camera, screen, screenAudio } = this.#options.tracks;
    const limits = plan({
      quality: this.#quality,
      sends: { camera: camera !== null, screen: screen !== null, screenAudio: screenAudio !== null },
      links: links.map(({ wished, ease }) => ({ wish: wished, ease })),
    });
    links.forEach((link, index) => link.limit(limits[index]));
    // Nobody there, or nothing to show: no reason to take another picture than the one that will be wanted.
    if (camera && links.length > 0) this.#capture(largestCamera(limits));
  }

  planSoon() {
    if (!this.#isClosed) this.#soon ??= setTimeout(() => this.plan(), WISHES_TOGETHER);
  }

  close() {
    this.#isClosed = true;
    clearInterval(this.#sampler);
    clearTimeout(this.#soon);
  }

  async #sample() {
    await Promise.all(this.#options.links().map((link) => link.sample()));
    this.planSoon();
    if (!this.#isClosed) this.#options.onsample();
  }

  /** @param {number} height */
  #capture(height) {
    if (height === this.#height) return;
    this.#height = height;
    this.#options.oncapture(height);
  }
}
