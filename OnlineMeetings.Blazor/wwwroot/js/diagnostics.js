// @ts-check

/** Bitrates are measured over this time. */
const MEASURED_FOR = 1_000;

/**
 * What somebody who supports this person needs to know of their media: a text in English, without names, without addresses and
 * without the labels of devices, which often hold names.
 *
 * @typedef {Awaited<ReturnType<import('./engine.js').Engine['stats']>>[number]} LinkFigures
 * @param {import('./engine.js').Engine} engine
 */
export async function diagnose(engine) {
  const before = await engine.stats();
  await new Promise((resolve) => setTimeout(resolve, MEASURED_FOR));
  const after = await engine.stats();
  const { microphones, cameras, speakers } = await engine.devices.list();
  return [
    `Online Meetings, diagnostics of ${new Date().toISOString()}`,
    `Browser: ${browser(navigator.userAgent)}`,
    `Processor: ${navigator.hardwareConcurrency} cores`,
    `Devices: ${microphones.length} microphones, ${cameras.length} cameras, ${speakers.length} speakers`,
    `Microphone: ${device(engine.devices.microphone)}`,
    `Camera: ${device(engine.devices.camera)}`,
    `Screen: ${engine.screen.on ? 'shared' : 'not shared'}`,
    `Links: ${after.length}`,
    ...after.map((link, at) => `Person ${at + 1}: ${line(link, before.find(({ id }) => id === link.id), engine.healthOf(link.id))}`),
  ].join('\n');
}

/** A version of four numbers would be taken for an address. @param {string} agent */
const browser = (agent) => agent.replaceAll(/(\d+)(\.\d+)+/g, '$1');

/** @param {import('./rtc/device.js').Device['state']} state */
function device({ on, track, fault }) {
  if (fault) return fault;
  if (!on || !track) return on ? 'on, without a signal' : 'off';
  const { width, height, frameRate } = track.getSettings();
  return width ? `on, ${width}×${height} at ${Math.round(frameRate ?? 0)} a second` : 'on';
}

/** @param {LinkFigures} link @param {LinkFigures | undefined} before @param {Readonly<import('./rtc/health.js').Health> | null} health */
function line(link, before, health) {
  const packets = link.packetsReceived + link.packetsLost;
  return [
    link.state,
    link.protocol ? `${link.isRelayed ? 'through the relay' : 'direct'} over ${link.protocol}` : 'no way yet',
    `round trip ${Math.round(link.roundTripTime * 1_000)} ms`,
    `lost ${percent(packets > 0 ? link.packetsLost / packets : 0)} of what came, ${percent(link.fractionLost)} of what is sent`,
    `sends ${kbits(link.bytesSent - (before?.bytesSent ?? link.bytesSent))}, gets ${kbits(link.bytesReceived - (before?.bytesReceived ?? link.bytesReceived))}`,
    `limited by ${link.limitation}`,
    `health ${health?.grade ?? 'unknown'} (${health?.reason ?? 'unknown'})`,
    `repaired ${link.repairs} times, build ${link.build}${link.isSoundOnly ? ', sound only' : ''}`,
    `codecs ${link.codecs.join(' ') || 'none'}`,
  ].join(', ');
}

/** @param {number} fraction */
const percent = (fraction) => `${(fraction * 100).toFixed(1)} %`;

/** @param {number} bytes  in the time that is measured */
const kbits = (bytes) => `${Math.round((bytes * 8) / MEASURED_FOR)} kbit/s`;
