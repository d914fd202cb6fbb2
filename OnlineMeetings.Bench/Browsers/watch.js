// @ts-check
// Runs before the scripts of every document of a measured page, the program's and the bare one's alike, and notes when
// things happen. It only listens: what it wraps, it passes on unchanged. Frames of one page write into one list, in
// milliseconds since 1970, so that lists of several pages on one machine can be laid over each other.

(() => {
  /**
   * @typedef {{ name: string, at: number, link?: number }} Mark
   * @typedef {{ marks: Mark[], waiting: Set<() => void>, connections: RTCPeerConnection[], remote: Map<string, number> }} Notes
   */
  const home = /** @type {any} */ (window.top);
  /** @type {Notes} */
  const notes = (home.benchNotes ??= { marks: [], waiting: new Set(), connections: [], remote: new Map() });

  /** @param {string} name @param {number} [link] @param {number} [at]  by this document's clock */
  function mark(name, link, at = performance.now()) {
    notes.marks.push({ name, at: performance.timeOrigin + at, link });
    for (const look of [...notes.waiting]) look();
  }

  /** @param {string} name */
  const count = (name) => new Set(notes.marks.filter((m) => m.name === name).map((m) => m.link)).size;

  if (window === home) {
    home.bench = {
      marks: () => notes.marks,
      /** When the page was asked for. */
      origin: () => performance.timeOrigin,
      forget: () => { notes.marks = notes.marks.filter(({ name }) => name === 'connected' || name === 'frame'); },
      /** Resolves when each name was noted for so many links. @param {Record<string, number>} links */
      until: (links) => new Promise((resolve) => {
        const look = () => {
          if (!Object.entries(links).every(([name, wanted]) => count(name) >= wanted)) return;
          notes.waiting.delete(look);
          resolve(true);
        };
        notes.waiting.add(look);
        look();
      }),
    };
  }

  addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.textContent?.trim() === 'Join') mark('click', undefined, event.timeStamp);
  }, { capture: true });

  // A Join button is of use from the moment on when somebody listens to its form.
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (/** @type {any} */ ...args) {
    if (args[0] === 'submit' && this instanceof HTMLFormElement) mark('usable');
    return Reflect.apply(listen, this, args);
  };

  // A picture is there when it is composed. The browser tells it of the next frame only, so it is asked before the first. By
  // the window, since a frame's first, empty document is replaced under this script without it being run again.
  listen.call(window, 'loadstart', askForFrame, { capture: true });

  /** @param {any} event */
  function askForFrame({ target }) {
    if (!(target instanceof HTMLVideoElement)) return;
    target.requestVideoFrameCallback((_, { presentationTime }) => {
      const [track] = /** @type {MediaStream | null} */ (target.srcObject)?.getVideoTracks() ?? [];
      const link = track && notes.remote.get(track.id);
      mark(link === undefined ? 'self' : 'frame', link, presentationTime);
    });
  }

  const ask = window.fetch;
  window.fetch = async (...args) => {
    const answer = await ask(...args);
    if (String(args[0]).endsWith('/ticket')) mark('ticket');
    return answer;
  };

  const Connection = window.RTCPeerConnection;
  if (!Connection) return;
  window.RTCPeerConnection = class extends Connection {
    #link = notes.connections.push(this);

    /** @param {RTCConfiguration} [configuration] */
    constructor(configuration) {
      super(configuration);
      mark('link', this.#link);
      listen.call(this, 'connectionstatechange', () => {
        if (this.connectionState === 'connected') mark('connected', this.#link);
      });
      listen.call(this, 'track', (/** @type {any} */ { track }) => {
        if (track.kind === 'video') notes.remote.set(track.id, this.#link);
      });
    }

    /** @param {any[]} args */
    async setLocalDescription(...args) {
      await /** @type {any} */ (super.setLocalDescription)(...args);
      mark(`${this.localDescription?.type} made`, this.#link);
    }

    /** @param {any} description */
    setRemoteDescription(description) {
      mark(`${description.type} came`, this.#link);
      return super.setRemoteDescription(description);
    }
  };
})();
