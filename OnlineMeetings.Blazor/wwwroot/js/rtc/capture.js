// @ts-check

/**
 * Why a device gives nothing. 'silent': it has not answered yet, and may still.
 * @typedef {'refused' | 'missing' | 'busy' | 'unsuitable' | 'interrupted' | 'insecure' | 'silent'} Fault
 */

/** W3C Media Capture and Streams, section 10.3 (getUserMedia), and what older browsers call the same. */
const FAULTS = Object.freeze(/** @type {Record<string, Fault>} */ ({
  NotAllowedError: 'refused',
  NotFoundError: 'missing',
  DevicesNotFoundError: 'missing',
  NotReadableError: 'busy',
  TrackStartError: 'busy',
  OverconstrainedError: 'unsuitable',
  AbortError: 'interrupted',
  InvalidStateError: 'interrupted',
  SecurityError: 'insecure',
  TypeError: 'insecure',
}));

/** @param {any} error @returns {Fault} */
export function faultOf(error) {
  return FAULTS[error?.name] ?? 'interrupted';
}

/** Whether the person closed the browser's question without an answer: asking again at once would be rude. @param {any} error */
export function isDismissed(error) {
  return error?.name === 'NotAllowedError' && /dismissed/i.test(error.message);
}

/**
 * Asks for one device. When the chosen one is not there, or cannot do what is wanted, any other will do.
 * @param {'audio' | 'video'} kind
 * @param {MediaTrackConstraints} constraints
 * @returns {Promise<MediaStreamTrack>}
 */
export async function captureOne(kind, constraints) {
  try {
    return (await capture({ [kind]: constraints })).getTracks()[0];
  } catch (error) {
    if (!['missing', 'unsuitable'].includes(faultOf(error)) || !constraints.deviceId) throw error;
    const { deviceId: _, ...anyDevice } = constraints;
    return (await capture({ [kind]: anyDevice })).getTracks()[0];
  }
}

/**
 * Insecure pages have no mediaDevices at all: that becomes a rejection like the others.
 * @param {MediaStreamConstraints} constraints
 */
export async function capture(constraints) {
  return navigator.mediaDevices.getUserMedia(constraints);
}
