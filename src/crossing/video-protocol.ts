import type { VideoFrameTaken, VideoInfo } from '../media/taken-frame.ts';

/** What a thread that reads videos does for the engine, by comlink. It has one video open at a time. */
export interface VideoThread {
  open(blob: Blob): Promise<VideoInfo>;
  /** How many frames, spread over the video, `next` is to give. */
  begin(count: number): void;
  /** The next frame; undefined behind the last. */
  next(): Promise<VideoFrameTaken | undefined>;
  close(): void;
}

/** The name of a worker that is such a thread: by it the script knows that it is not imported. */
export const VIDEO_THREAD = 'inpage-face-video';

/** What the thread says once, when it listens. */
export const VIDEO_THREAD_READY = 'ready';

declare global {
  /** Set by the script that reads videos: answers at an endpoint as a {@link VideoThread}. */
  var inpageFaceServeVideos: ((endpoint: MessagePort) => void) | undefined;
}
