// @ts-check
// The least that two browsers need to see and hear each other: the yardstick. Camera, microphone and WebSocket are there
// before the click, as in the program's own page; then join → offers → answers, with candidates as they come.

const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
const self = /** @type {HTMLVideoElement} */ (document.getElementById('self'));
const leave = /** @type {HTMLButtonElement} */ (document.getElementById('leave'));
const pictures = /** @type {HTMLElement} */ (document.getElementById('pictures'));
const socket = new WebSocket(`wss://${location.host}/relay${location.search}`);
/** @type {Map<string, RTCPeerConnection>} */ const links = new Map();

const stream = await navigator.mediaDevices.getUserMedia({
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
}).catch(() => new MediaStream());
self.srcObject = stream;
if (socket.readyState !== WebSocket.OPEN) await new Promise((resolve) => { socket.onopen = resolve; });

socket.onmessage = async ({ data }) => {
  const { peers, from, description, candidate } = JSON.parse(data);
  if (peers) {
    leave.hidden = false;
    for (const id of peers) offer(id);
  } else if (description) {
    const link = links.get(from) ?? linkTo(from);
    await link.setRemoteDescription(description);
    if (description.type === 'offer') await describe(from, link);
  } else {
    links.get(from)?.addIceCandidate(candidate);
  }
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  form.hidden = true;
  say({ join: true });
});

leave.addEventListener('click', () => {
  for (const link of links.values()) link.close();
  socket.close();
  leave.hidden = true;
  form.hidden = false;
});

/** Also without devices, sound and picture of the other are wanted. @param {string} id */
function offer(id) {
  const link = linkTo(id);
  const kinds = stream.getTracks().map(({ kind }) => kind);
  for (const kind of ['audio', 'video']) if (!kinds.includes(kind)) link.addTransceiver(kind, { direction: 'recvonly' });
  return describe(id, link);
}

/** @param {string} id */
function linkTo(id) {
  const link = new RTCPeerConnection();
  links.set(id, link);
  for (const track of stream.getTracks()) link.addTrack(track, stream);
  link.onicecandidate = ({ candidate }) => candidate && say({ to: id, candidate });
  link.ontrack = ({ track, streams }) => track.kind === 'video' && show(streams[0]);
  return link;
}

/** @param {string} id @param {RTCPeerConnection} link */
async function describe(id, link) {
  await link.setLocalDescription();
  say({ to: id, description: link.localDescription });
}

/** @param {MediaStream} others */
function show(others) {
  const video = document.createElement('video');
  video.autoplay = true;
  video.playsInline = true;
  pictures.append(video);
  video.srcObject = others;
}

/** @param {object} message */
const say = (message) => socket.send(JSON.stringify(message));
