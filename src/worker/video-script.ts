// What reads videos, as a script of its own: it shares no module with the engine's, which starts a thread from it when
// the first video comes, or imports it where that can't be.

import { keepErrorCodes } from '../crossing/error-transfer.ts';
import { VIDEO_THREAD, VIDEO_THREAD_READY } from '../crossing/video-protocol.ts';
import { serveVideos } from './serve-videos.ts';

keepErrorCodes();
if (self.name === VIDEO_THREAD) {
  serveVideos(self);
  self.postMessage(VIDEO_THREAD_READY);
} else globalThis.inpageFaceServeVideos = serveVideos;
