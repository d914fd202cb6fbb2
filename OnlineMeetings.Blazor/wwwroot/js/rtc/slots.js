// @ts-check

/**
 * What one person can send another, in the order of the m= sections. Every page counts on this order and on these
 * four: they exist from the first offer on, so that mute, camera, screen and another device never need a second one.
 *
 * @typedef {'microphone' | 'camera' | 'screen' | 'screenAudio'} SlotName
 * @typedef {{ name: SlotName, kind: 'audio' | 'video' }} Slot
 * @typedef {Record<SlotName, MediaStreamTrack | null>} Tracks
 */

/** @type {ReadonlyArray<Slot>} */
export const SLOTS = Object.freeze([
  { name: 'microphone', kind: 'audio' },
  { name: 'camera', kind: 'video' },
  { name: 'screen', kind: 'video' },
  { name: 'screenAudio', kind: 'audio' },
]);

/** @returns {Tracks} */
export const noTracks = () => ({ microphone: null, camera: null, screen: null, screenAudio: null });
