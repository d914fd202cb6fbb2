// @ts-check
// The browser's part of the chat panel: what is typed and not stored yet, and the place of the reader in the list.

/** How long the server may take to answer. A call made while the connection is away is never answered at all. */
const PATIENCE_MS = 5_000;
/** So near to the end, the reader is at the end. */
const END_PX = 48;
/** Pages are fetched before the reader gets to the edge. */
const AHEAD = '600px 0px';
const MAX_ROWS_PX = 160;

/** @typedef {{ invokeMethodAsync(name: string, ...args: unknown[]): Promise<any> }} DotNet */

/** @param {HTMLElement} root @param {DotNet} server @param {string} meeting */
export function open(root, server, meeting) {
  return new ChatPanel(root, server, meeting);
}

class ChatPanel {
  #composer;
  #reader;

  /** @param {HTMLElement} root @param {DotNet} server @param {string} meeting */
  constructor(root, server, meeting) {
    this.#reader = new Reader(/** @type {HTMLElement} */ (root.querySelector('.log')), server);
    this.#composer = new Composer(root, server, `chat-draft-${meeting}`, () => this.#reader.showNewest());
  }

  showNewest() { this.#reader.showNewest(); }

  close() {
    this.#composer.close();
    this.#reader.close();
  }
}

/** Keeps the text until the server has stored it, over a lost connection and over a reload of this document too. */
class Composer {
  #server;
  #drafts;
  #onStored;
  #text;
  #unsent;
  #sending = false;
  #again = false;
  #off = new AbortController();

  /** @param {HTMLElement} root @param {DotNet} server @param {string} drafts where the draft is kept @param {() => void} onStored */
  constructor(root, server, drafts, onStored) {
    this.#server = server;
    this.#drafts = drafts;
    this.#onStored = onStored;
    this.#text = /** @type {HTMLTextAreaElement} */ (root.querySelector('textarea'));
    this.#unsent = /** @type {HTMLElement} */ (root.querySelector('[data-unsent]'));
    const { signal } = this.#off;
    root.querySelector('.send')?.addEventListener('click', () => { void this.#send(); this.#text.focus(); }, { signal });
    this.#text.addEventListener('keydown', e => this.#onKey(e), { signal });
    this.#text.addEventListener('input', () => this.#changed(), { signal });
    this.#text.value ||= this.#draft.text;
    this.#grow();
  }

  close() { this.#off.abort(); }

  /** @param {KeyboardEvent} e */
  #onKey(e) {
    if (e.key !== 'Enter' || e.shiftKey || e.isComposing) return;
    e.preventDefault();
    void this.#send();
  }

  async #send() {
    if (this.#sending) {
      this.#again = true;
      return;
    }
    const text = wellFormed(this.#text.value);
    if (text.trim() === '') return;
    this.#sending = true;
    this.#again = false;
    const key = this.#keyOf(text);
    const answer = this.#server.invokeMethodAsync('SendAsync', text, key);
    let stored = false;
    try {
      stored = await withPatience(answer);
      this.#unsent.hidden = true;
      if (stored) this.#onIsStored(text);
    } catch {
      this.#unsent.hidden = false;
      // An answer that takes long may come after all, and the text need not be sent again.
      answer.then(wasStored => { if (wasStored && this.#draft.key === key) this.#onIsStored(text); }, () => {});
    }
    this.#sending = false;
    if (stored && this.#again && !this.#off.signal.aborted) void this.#send();
  }

  /** @param {string} text */
  #onIsStored(text) {
    if (this.#off.signal.aborted) return;
    this.#unsent.hidden = true;
    this.#takeAway(text);
    this.#onStored();
  }

  // The same text sent again has the same key, so that it is stored once even if only the answer was lost.
  /** @param {string} text */
  #keyOf(text) {
    const draft = this.#draft;
    const key = draft.sent === text && draft.key ? draft.key : newKey();
    this.#draft = { text: this.#text.value, sent: text, key };
    return key;
  }

  // What was typed while the message was on its way stays.
  /** @param {string} sent */
  #takeAway(sent) {
    if (this.#text.value.startsWith(sent)) this.#text.value = this.#text.value.slice(sent.length).replace(/^\s+/, '');
    this.#draft = { text: this.#text.value };
    this.#grow();
  }

  #changed() {
    this.#draft = { ...this.#draft, text: this.#text.value };
    this.#grow();
  }

  #grow() {
    this.#text.style.height = '';
    this.#text.style.height = `${Math.min(this.#text.scrollHeight, MAX_ROWS_PX)}px`;
  }

  /** @returns {{ text: string, sent?: string, key?: string }} */
  get #draft() {
    try {
      return JSON.parse(sessionStorage.getItem(this.#drafts) ?? '') ?? { text: '' };
    } catch {
      return { text: '' };
    }
  }

  set #draft(draft) {
    if (draft.text === '' && !draft.key) sessionStorage.removeItem(this.#drafts);
    else sessionStorage.setItem(this.#drafts, JSON.stringify(draft));
  }
}

/**
 * Holds the reader's place: at the end it stays at the end, further up the message in sight stays where it is, whatever is
 * added or taken away around it. The list is laid out from its end (column-reverse), so scrollTop is 0 there and negative above.
 */
class Reader {
  #log;
  #server;
  #edges;
  #mutations;
  #atEnd = true;
  #loading = false;
  /** @type {boolean | undefined} */
  #said;
  /** @type {{ id: string, top: number } | undefined} */
  #place;
  #off = new AbortController();

  /** @param {HTMLElement} log @param {DotNet} server */
  constructor(log, server) {
    this.#log = log;
    this.#server = server;
    this.#edges = new IntersectionObserver(found => this.#onEdges(found), { root: log, rootMargin: AHEAD });
    this.#mutations = new MutationObserver(() => this.#settle());
    this.#mutations.observe(log, { childList: true, subtree: true });
    const { signal } = this.#off;
    log.addEventListener('scroll', () => this.#remember(), { signal, passive: true });
    document.addEventListener('visibilitychange', () => this.#say(), { signal });
    this.#settle();
  }

  showNewest() {
    this.#atEnd = true;
    this.#settle();
  }

  close() {
    this.#off.abort();
    this.#edges.disconnect();
    this.#mutations.disconnect();
  }

  #settle() {
    if (this.#atEnd) this.#log.scrollTop = 0;
    else this.#restore();
    this.#remember();
    this.#watchEdges();
  }

  #restore() {
    const message = this.#place && this.#log.querySelector(`[data-message="${this.#place.id}"]`);
    if (message && this.#place) this.#log.scrollTop += message.getBoundingClientRect().top - this.#place.top;
  }

  #remember() {
    this.#atEnd = this.#log.scrollTop > -END_PX && !this.#log.querySelector('[data-newer]');
    const edge = this.#log.getBoundingClientRect().top;
    for (const message of this.#log.querySelectorAll('[data-message]')) {
      const box = message.getBoundingClientRect();
      if (box.bottom <= edge) continue;
      this.#place = { id: message.getAttribute('data-message') ?? '', top: box.top };
      break;
    }
    this.#say();
  }

  #say() {
    const sees = this.#atEnd && document.visibilityState === 'visible';
    if (sees === this.#said) return;
    this.#said = sees;
    // Without a connection there is nothing to say now: the next change says it.
    withPatience(this.#server.invokeMethodAsync('Sees', sees)).catch(() => { this.#said = undefined; });
  }

  // One page at a time. A server that gives nothing is not asked again before something changes, one that is away is.
  /** @param {IntersectionObserverEntry[]} found */
  async #onEdges(found) {
    const near = found.find(edge => edge.isIntersecting);
    if (!near || this.#loading) return;
    this.#loading = true;
    const load = near.target.hasAttribute('data-older') ? 'LoadOlderAsync' : 'LoadNewerAsync';
    const given = await withPatience(this.#server.invokeMethodAsync(load)).catch(() => 'no answer');
    this.#loading = false;
    if (given && !this.#off.signal.aborted) this.#watchEdges();
  }

  // Watched anew after each change: an edge that is still near says so again.
  #watchEdges() {
    this.#edges.disconnect();
    for (const edge of this.#log.querySelectorAll('[data-older], [data-newer]')) this.#edges.observe(edge);
  }
}

// crypto.randomUUID is there on secure pages only, as this one is; a test page need not be.
function newKey() {
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

// Half a surrogate pair (an emoji cut in two) cannot be sent as JSON.
/** @param {string} text */
function wellFormed(text) {
  return text.toWellFormed?.() ?? text;
}

/** @template T @param {Promise<T>} answer @returns {Promise<T>} */
function withPatience(answer) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('No answer.')), PATIENCE_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
