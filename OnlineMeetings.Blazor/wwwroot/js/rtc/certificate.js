// @ts-check

const FINGERPRINT = /^a=fingerprint:(\S+ \S+)/gm;

/**
 * The fingerprints of the certificates that a description names (RFC 8122, section 5); null as long as it names none. A browser
 * ends a connection whose other end shows another certificate than its description said (RFC 8827, section 5.6).
 * @param {RTCSessionDescription | null} description
 */
export function fingerprintsOf(description) {
  const found = [...(description?.sdp ?? '').matchAll(FINGERPRINT)].map(([, value]) => value.toLowerCase());
  return [...new Set(found)].sort().join(' ') || null;
}
