// @ts-check

/** @typedef {'microphone' | 'camera'} Kind */

/**
 * Says in the room that a device gives nothing any more, until it does again or the person has read it. What was said at the door
 * already is not said again.
 */
export class LostDevices {
  #devices;
  #say;
  /** What the person knows of. @type {Record<Kind, string | null>} */ #known = { microphone: null, camera: null };

  /** @param {import('./rtc/devices.js').Devices} devices @param {(key: string) => string} say */
  constructor(devices, say) {
    this.#devices = devices;
    this.#say = say;
  }

  show() {
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-lost]'))) {
      const kind = /** @type {Kind} */ (place.dataset.lost);
      const { fault } = this.#devices[kind];
      if (!fault) this.#known[kind] = null;
      const words = fault && fault !== this.#known[kind] ? this.#say(`${kind}.lost`) : '';
      if (place.textContent !== words) place.textContent = words;
    }
  }

  /** The person knows what is lost now. */
  accept() {
    const { microphone, camera } = this.#devices;
    this.#known = { microphone: microphone.fault, camera: camera.fault };
    this.show();
  }
}
