import { galleryDatabase } from '../stored-names.ts';

/**
 * Tells the other tabs, workers and the service worker that a gallery changed. Only a hint to look at once: the
 * change number in the database is the truth, and every call looks at it.
 */
export interface ChangeChannel {
  announce(): void;
  close(): void;
}

/** @param onChange Called when the gallery was changed elsewhere. */
export function openChangeChannel(gallery: string, onChange: () => void): ChangeChannel {
  if (typeof BroadcastChannel === 'undefined') return { announce() {}, close() {} };
  const channel = new BroadcastChannel(galleryDatabase(gallery));
  channel.onmessage = onChange;
  // In Node a channel would keep the process alive.
  if ('unref' in channel && typeof channel.unref === 'function') channel.unref();
  return { announce: () => channel.postMessage('changed'), close: () => channel.close() };
}
