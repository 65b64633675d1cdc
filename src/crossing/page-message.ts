import type { EngineFiles } from './engine-files.ts';
import type { Settings } from './service-worker-protocol.ts';

/** What a page sends to the service worker; each is answered on the port that comes with it, if one does. */
export type PageMessage =
  | {
      type: 'inpage-face/claim' | 'inpage-face/settings' | 'inpage-face/hosting' | 'inpage-face/keep-offline';
    }
  | { type: 'inpage-face/configure'; settings: Settings }
  | { type: 'inpage-face/files'; files: EngineFiles };

/** What it answers: the settings in force, or why it could not do what it was asked. */
export type PageReply = { settings: Settings } | { failure: string };
