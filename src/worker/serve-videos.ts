import { type Endpoint, expose, transfer } from 'comlink';
import type { VideoThread } from '../crossing/video-protocol.ts';
import { transferable, type VideoFrameTaken } from '../media/taken-frame.ts';
import { Video } from '../media/video.ts';

/** Answers at an endpoint as a {@link VideoThread}. */
export function serveVideos(endpoint: Endpoint): void {
  let video: Video | undefined;
  let frames: AsyncGenerator<VideoFrameTaken> | undefined;
  let isClosed = false;
  const thread: VideoThread = {
    async open(blob) {
      isClosed = false;
      const opened = await Video.open(blob);
      if (isClosed) opened.close();
      else video = opened;
      return opened.info;
    },
    begin(count) {
      frames = video?.frames(count);
    },
    async next() {
      const { value } = (await frames?.next()) ?? {};
      return value && transfer(value, transferable(value));
    },
    close() {
      isClosed = true;
      video?.close();
      void frames?.return(undefined).catch(() => undefined);
      video = undefined;
      frames = undefined;
    },
  };
  expose(thread, endpoint);
}
