// @ts-check
// The browser's part of the files panel: uploads with their progress, drop, paste, and words for a download that fails.

/**
 * @typedef {{ cancel: string, tryAgain: string, dismiss: string, waiting: string, done: string, cutOff: string, notAllowed: string,
 *   empty: string, gone: string, notSeen: string }} Texts
 */

/** How long what was said to screen readers stays. */
const SAID_MS = 10_000;

/** The uploads of this document outlive the panel: closing it cancels nothing. @type {Map<string, Uploads>} */
const uploadsOf = new Map();

// The room says whether uploads are allowed, whether this panel is open or not: one that runs no longer is stopped at once.
new MutationObserver(() => {
  if (document.querySelector('[data-uploads="denied"]')) for (const uploads of uploadsOf.values()) uploads.stop();
}).observe(document.body, { subtree: true, attributeFilter: ['data-uploads'] });

/** @param {HTMLElement} root @param {string} meeting @param {Texts} texts */
export function open(root, meeting, texts) {
  const uploads = uploadsOf.get(meeting) ?? new Uploads(texts);
  uploadsOf.set(meeting, uploads);
  return new FilesPanel(root, uploads, texts);
}

class FilesPanel {
  #root;
  #uploads;
  #texts;
  #off = new AbortController();

  /** @param {HTMLElement} root @param {Uploads} uploads @param {Texts} texts */
  constructor(root, uploads, texts) {
    this.#root = root;
    this.#uploads = uploads;
    this.#texts = texts;
    const { signal } = this.#off;
    const pick = /** @type {HTMLInputElement} */ (root.querySelector('[data-pick]'));
    root.addEventListener('click', e => this.#onClick(e, pick), { signal });
    pick.addEventListener('change', () => { this.#take(pick.files); pick.value = ''; }, { signal });
    root.addEventListener('dragover', e => this.#onDragOver(e), { signal });
    root.addEventListener('dragleave', e => { if (!root.contains(/** @type {Node} */ (e.relatedTarget))) root.classList.remove('dropping'); }, { signal });
    root.addEventListener('drop', e => this.#onDrop(e), { signal });
    document.addEventListener('paste', e => this.#onPaste(e), { signal });
    uploads.showIn(
      /** @type {HTMLElement} */ (root.querySelector('[data-upload-list]')),
      /** @type {HTMLElement} */ (root.querySelector('[data-status]')));
  }

  close() {
    this.#off.abort();
    this.#uploads.hide();
  }

  /** @param {Event} e @param {HTMLInputElement} pick */
  #onClick(e, pick) {
    const target = /** @type {Element} */ (e.target);
    if (target.closest('[data-upload]')) pick.click();
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest('[data-download]'));
    if (link && !e.defaultPrevented) {
      e.preventDefault();
      void this.#download(link);
    }
  }

  // Asked first, since a browser says of a refused download no more than that it failed.
  /** @param {HTMLAnchorElement} link */
  async #download(link) {
    const answer = await fetch(link.href, { method: 'HEAD' }).catch(() => null);
    if (answer?.ok) {
      this.#refuse('');
      const go = Object.assign(document.createElement('a'), { href: link.href, download: link.download });
      go.click();
    } else if (!answer) this.#refuse(this.#texts.cutOff);
    else this.#refuse(answer.status === 404 ? this.#texts.gone : this.#texts.notSeen);
  }

  /** @param {DragEvent} e */
  #onDragOver(e) {
    if (!e.dataTransfer?.types.includes('Files')) return;
    e.preventDefault();
    e.dataTransfer.dropEffect = this.#mayUpload ? 'copy' : 'none';
    this.#root.classList.toggle('dropping', this.#mayUpload);
  }

  /** @param {DragEvent} e */
  #onDrop(e) {
    if (!e.dataTransfer?.types.includes('Files')) return;
    e.preventDefault();
    this.#root.classList.remove('dropping');
    this.#take(e.dataTransfer.files);
  }

  /** @param {ClipboardEvent} e */
  #onPaste(e) {
    if (!e.clipboardData?.files.length) return;
    e.preventDefault();
    this.#take(e.clipboardData.files);
  }

  get #mayUpload() { return this.#root.dataset.mayUpload === 'true'; }

  /** @param {FileList | null} files */
  #take(files) {
    if (!this.#mayUpload) {
      this.#refuse(this.#texts.notAllowed);
      return;
    }
    this.#refuse('');
    for (const file of files ?? []) {
      const refusal = file.size === 0 ? this.#texts.empty : file.size > Number(this.#root.dataset.maxBytes) ? this.#root.dataset.tooLarge ?? '' : '';
      this.#uploads.add(file, () => this.#root.dataset.url ?? '', refusal);
    }
  }

  // Put in anew each time, so that the same words are announced again.
  /** @param {string} words */
  #refuse(words) {
    this.#root.querySelector('[data-refusal]')?.replaceChildren(...(words ? [alertWith(words)] : []));
  }
}

/** Uploads one file after the other. */
class Uploads {
  /** @type {Upload[]} */
  #queue = [];
  /** @type {HTMLElement | null} */
  #list = null;
  /** @type {HTMLElement | null} */
  #status = null;
  #texts;

  /** @param {Texts} texts */
  constructor(texts) { this.#texts = texts; }

  /** @param {HTMLElement} list @param {HTMLElement} status */
  showIn(list, status) {
    this.#list = list;
    this.#status = status;
    list.replaceChildren(...this.#queue.map(upload => upload.row));
  }

  hide() { this.#list = this.#status = null; }

  /** @param {File} file @param {() => string} url where to, asked when its turn comes @param {string} refusal why not at all */
  add(file, url, refusal) {
    const upload = new Upload(file, url, this.#texts, () => this.#next(), () => this.#remove(upload));
    this.#queue.push(upload);
    this.#list?.append(upload.row);
    if (refusal) upload.refuse(refusal, false);
    this.#next();
  }

  /** None of them is allowed any more. */
  stop() {
    for (const upload of this.#queue) upload.stop(this.#texts.notAllowed);
  }

  async #next() {
    if (this.#queue.some(upload => upload.state === 'running')) return;
    const upload = this.#queue.find(one => one.state === 'waiting');
    if (!upload) return;
    if (await upload.run()) {
      this.#say(this.#texts.done.replace('{0}', upload.file.name));
      this.#remove(upload);
    }
    void this.#next();
  }

  /** @param {Upload} upload */
  #remove(upload) {
    this.#queue = this.#queue.filter(one => one !== upload);
    upload.row.remove();
  }

  /** @param {string} words */
  #say(words) {
    const status = this.#status;
    if (!status) return;
    status.textContent = words;
    setTimeout(() => { if (status.textContent === words) status.textContent = ''; }, SAID_MS);
  }
}

/** One file on its way, with the row that shows it. */
class Upload {
  file;
  row = document.createElement('li');
  /** @type {'waiting' | 'running' | 'refused' | 'cancelled'} */
  state = 'waiting';
  #url;
  #texts;
  #onWaiting;
  #onGone;
  #request = new XMLHttpRequest();
  #progress = document.createElement('progress');
  #percent = element('span', 'num hint');

  /** @param {File} file @param {() => string} url @param {Texts} texts @param {() => void} onWaiting @param {() => void} onGone */
  constructor(file, url, texts, onWaiting, onGone) {
    this.file = file;
    this.#url = url;
    this.#texts = texts;
    this.#onWaiting = onWaiting;
    this.#onGone = onGone;
    this.row.className = 'upload';
    this.#progress.max = 1;
    this.#progress.setAttribute('aria-label', file.name);
    this.#drawWaiting();
  }

  /** @returns {Promise<boolean>} whether the server has stored it */
  run() {
    this.state = 'running';
    this.#show(0);
    const request = this.#request = new XMLHttpRequest();
    return new Promise(resolve => {
      request.upload.onprogress = e => this.#show(e.lengthComputable ? e.loaded / e.total : 0);
      request.onload = () => {
        if (request.status === 201) return resolve(true);
        this.refuse(wordsIn(request) ?? this.#texts.cutOff, request.status >= 500 || request.status === 400 || request.status === 429);
        resolve(false);
      };
      request.onerror = () => { this.refuse(this.#texts.cutOff, true); resolve(false); };
      request.onabort = () => resolve(false);
      request.open('POST', this.#url());
      const form = new FormData();
      form.append('file', this.file);
      request.send(form);
    });
  }

  /** @param {string} words @param {boolean} again whether another try makes sense */
  refuse(words, again) {
    this.state = 'refused';
    const buttons = element('div', 'upload-buttons');
    if (again) buttons.append(button('btn quiet', this.#texts.tryAgain, () => this.#retry()));
    buttons.append(button('btn text', this.#texts.dismiss, () => this.#onGone()));
    this.row.replaceChildren(this.#name(), alertWith(words), buttons);
  }

  /** @param {string} words */
  stop(words) {
    if (this.state !== 'running' && this.state !== 'waiting') return;
    this.refuse(words, false);
    this.#request.abort();
  }

  #retry() {
    this.state = 'waiting';
    this.#drawWaiting();
    this.#onWaiting();
  }

  #cancel() {
    this.state = 'cancelled';
    this.#request.abort();
    this.#onGone();
  }

  #drawWaiting() {
    const words = this.#texts.cancel.replace('{0}', this.file.name);
    const cancel = button('icon-btn', '', () => this.#cancel());
    cancel.setAttribute('aria-label', words);
    cancel.innerHTML = '<svg class="i s" aria-hidden="true"><use href="icons.svg#close"/></svg>';
    this.#percent.textContent = this.#texts.waiting;
    this.row.replaceChildren(this.#name(), this.#percent, cancel, this.#progress);
    this.#progress.value = 0;
  }

  /** @param {number} part 0 to 1 */
  #show(part) {
    this.#progress.value = part;
    this.#percent.textContent = new Intl.NumberFormat(document.documentElement.lang || undefined, { style: 'percent' }).format(Math.floor(part * 100) / 100);
  }

  #name() {
    const name = element('span', 'ellipsis upload-name', this.file.name);
    name.dir = 'auto';
    return name;
  }
}

/** The server's own words, where it gave some (RFC 9457). @param {XMLHttpRequest} request @returns {string | undefined} */
function wordsIn(request) {
  try {
    return JSON.parse(request.responseText).detail;
  } catch {
    return undefined;
  }
}

/** @param {string} tag @param {string} className @param {string} [text] */
function element(tag, className, text = '') {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

/** @param {string} words */
function alertWith(words) {
  const alert = element('p', 'refusal', words);
  alert.setAttribute('role', 'alert');
  return alert;
}

/** @param {string} className @param {string} text @param {() => void} onClick */
function button(className, text, onClick) {
  const it = /** @type {HTMLButtonElement} */ (element('button', className, text));
  it.type = 'button';
  it.addEventListener('click', onClick);
  return it;
}
