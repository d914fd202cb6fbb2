// @ts-check
// What the links of a page have carried until now, by the browser's own statistics: read alike of the program and of the bare
// page, whatever either of them knows of its links. Runs after watch.js, which keeps the connections.

(() => {
  const { bench, benchNotes } = /** @type {any} */ (window);
  if (!bench) return;

  bench.figures = async () => {
    const open = benchNotes.connections.filter((/** @type {RTCPeerConnection} */ { connectionState }) => connectionState !== 'closed');
    const links = await Promise.all(open.map(figuresOf));
    return { at: performance.now(), links };
  };

  /** @param {RTCPeerConnection} connection */
  async function figuresOf(connection) {
    const sums = { bytesSent: 0, videoBytesSent: 0, videoBytesReceived: 0, framesDecoded: 0, soundSamples: 0, concealedSamples: 0 };
    for (const entry of /** @type {any} */ (await connection.getStats()).values()) {
      if (entry.type === 'transport') sums.bytesSent += entry.bytesSent ?? 0;
      if (entry.type === 'outbound-rtp' && entry.kind === 'video') sums.videoBytesSent += entry.bytesSent ?? 0;
      if (entry.type === 'inbound-rtp' && entry.kind === 'video') {
        sums.videoBytesReceived += entry.bytesReceived ?? 0;
        sums.framesDecoded += entry.framesDecoded ?? 0;
      }
      // Of whom nothing was ever received, nothing is played either.
      if (entry.type === 'inbound-rtp' && entry.kind === 'audio' && entry.packetsReceived > 0) {
        sums.soundSamples += entry.totalSamplesReceived ?? 0;
        sums.concealedSamples += entry.concealedSamples ?? 0;
      }
    }
    return sums;
  }
})();
