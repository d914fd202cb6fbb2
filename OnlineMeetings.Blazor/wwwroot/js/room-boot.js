// @ts-check
// Starts the room's circuit, and says what happens when it is lost: first it is tried again; a circuit that the server no
// longer knows is replaced by loading this frame again, while the media engine in the shell goes on.

import { shell } from './outer.js';
import { saysTooMany, whenNotConnected } from './refused.js';

/** The first tries come fast, since most losses are short. */
const RETRY_DELAYS = [0, 200, 400, 800, 1_000];

const lost = () => document.getElementById('connection-lost');
let isDown = false;

/** The server gives a silent browser up after this time; the browser speaks three times as often. */
const SERVER_TIMEOUT = 15_000;
const KEEP_ALIVE = 5_000;

whenNotConnected(async () => { if (!isDown && !(await saysTooMany())) shell.reloadFrame(); });

// What the server asked just before the connection was lost is answered into nothing: Blazor lets that fail, and the server asks again.
addEventListener('unhandledrejection', (event) => {
  if (String(event.reason).includes("Cannot send data if the connection is not in the 'Connected' State")) event.preventDefault();
});

/** @type {any} */ (window).Blazor.start({
  circuit: {
    configureSignalR: (/** @type {any} */ builder) => builder.withServerTimeout(SERVER_TIMEOUT).withKeepAliveInterval(KEEP_ALIVE),
    reconnectionHandler: {
      onConnectionDown: () => { goDown(); },
      onConnectionUp: () => { comeUp(); },
    },
  },
}).then(watchForEnd);

async function goDown() {
  if (isDown) return;
  isDown = true;
  show(true);
  dispatchEvent(new Event('circuitdown'));
  for (let attempt = 0; isDown; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, RETRY_DELAYS[Math.min(attempt, RETRY_DELAYS.length - 1)]));
    try {
      if (await /** @type {any} */ (window).Blazor.reconnect()) return comeUp();
      // The server is there and does not know this circuit.
      return shell.reloadFrame();
    } catch {
      // The server cannot be reached.
    }
  }
}

function comeUp() {
  if (!isDown) return;
  isDown = false;
  show(false);
  dispatchEvent(new Event('circuitup'));
}

/** An exception on the server ends the circuit: Blazor shows its element for that, and nothing but a load brings a new one. */
function watchForEnd() {
  const ended = document.getElementById('blazor-error-ui');
  if (ended) new MutationObserver(() => { if (!isDown) shell.reloadFrame(); }).observe(ended, { attributes: true });
}

/** @param {boolean} isLost */
function show(isLost) {
  const banner = lost();
  if (banner) banner.hidden = !isLost;
}
