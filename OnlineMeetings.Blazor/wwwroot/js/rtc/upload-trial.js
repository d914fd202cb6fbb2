// @ts-check

/** Bytes of each try, one after the other: the first ones open the connection's window (TCP slow start), the last one fills it. */
const SIZES = Object.freeze([64_000, 256_000, 1_000_000]);

/** A line that took so long for one try is known well enough. */
const LONG_ENOUGH = 1_500;

/** crypto.getRandomValues fills no more at once. */
const MOST_RANDOM = 65_536;

/**
 * How many bits a second leave this browser, by sending real bytes. What narrows a person's upload is nearly always their own line, and
 * the way to a server takes that as well as the way to the others does.
 * @param {(bytes: Uint8Array<ArrayBuffer>) => Promise<unknown>} send  is done when all of them have arrived
 */
export async function estimateUpload(send) {
  let most = 0;
  for (const size of SIZES) {
    const bytes = noise(size);
    const began = performance.now();
    await send(bytes);
    const took = performance.now() - began;
    most = Math.max(most, (size * 8 * 1_000) / took);
    if (took > LONG_ENOUGH) break;
  }
  return most;
}

/** Bytes that nothing on the way can make fewer. @param {number} size */
function noise(size) {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += MOST_RANDOM) crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + MOST_RANDOM)));
  return bytes;
}
