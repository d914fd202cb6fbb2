// @ts-check
import { Engine } from './engine.js';
import { TabTitle } from './tab-title.js';

/** A frame that ends soon after it was loaded is loaded more and more slowly: its fault may be one that comes again. */
const SLOWEST_RELOAD = 30_000;

/** How often a server that is away is asked whether it is back. */
const ASK_READY_EVERY = 500;

const frame = /** @type {HTMLIFrameElement} */ (document.getElementById('room'));
const code = location.pathname.split('/')[2];
/** One for all links, so that the room's code is the same for everybody. */
const certificate = await RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' });
const engine = new Engine({ code, certificate, soundHome: /** @type {HTMLElement} */ (document.getElementById('sound')) });
const title = new TabTitle();

// For the frame, which may have been waiting for it.
const meeting = { engine, code, wish: null, move, reloadFrame, miss: (/** @type {number} */ count) => title.miss(count) };
Object.assign(window, { meeting });
dispatchEvent(new Event('meetingready'));

frame.addEventListener('load', () => {
  mirrorTitle();
  frame.contentWindow?.focus();
});
if (frame.contentDocument?.readyState === 'complete') mirrorTitle();

// Closed or reloaded: the place is kept for a moment. The circuit may be gone or too slow for this by now.
addEventListener('pagehide', () => {
  engine.carrier = null;
  const token = engine.memory.place?.token;
  if (token) navigator.sendBeacon(`/api/meetings/${meeting.code}/away`, token);
});

/** The meeting has another link: from now on F5 and what is copied from the address lead there. @param {string} code */
function move(code) {
  meeting.code = code;
  engine.memory.move(code);
  history.replaceState(null, '', `/m/${code}`);
}

/** The tab shows the title of what is in the frame. */
function mirrorTitle() {
  const inner = frame.contentDocument;
  if (!inner?.head) return;
  const copy = () => { if (inner.title) title.text = inner.title; };
  copy();
  new MutationObserver(copy).observe(inner.head, { subtree: true, childList: true, characterData: true });
}

// Brought back by the browser's Back button, everything in here is long over.
addEventListener('pageshow', ({ persisted }) => { if (persisted) location.reload(); });

let isReloading = false;
let lastReload = -SLOWEST_RELOAD;
let reloadDelay = 0;

/**
 * The frame's circuit is lost for good: the frame alone is loaded again, as soon as the server answers, since a failed load
 * would leave the browser's error page in it. `replace`, so that Back still leaves the meeting.
 */
async function reloadFrame() {
  if (isReloading) return;
  isReloading = true;
  engine.carrier = null;
  reloadDelay = performance.now() - lastReload < SLOWEST_RELOAD ? Math.min(SLOWEST_RELOAD, reloadDelay * 2 + 500) : 0;
  await new Promise((resolve) => setTimeout(resolve, reloadDelay));
  while (!(await isServerReady())) await new Promise((resolve) => setTimeout(resolve, ASK_READY_EVERY));
  lastReload = performance.now();
  frame.contentWindow?.location.replace(`/m/${meeting.code}/room`);
  isReloading = false;
}

async function isServerReady() {
  try {
    return (await fetch('/healthz/ready', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
