import type { FrameFeed } from './frame-feed.ts';
import { StreamFeed } from './stream-feed.ts';
import { VideoFeed } from './video-feed.ts';

/** Gives the frames of a track as a stream: not every browser has it, nor TypeScript's library. */
type TrackProcessor = new (init: {
  track: MediaStreamTrack;
  maxBufferSize?: number;
}) => { readonly readable: ReadableStream<VideoFrame> };

/** Frames of a camera's, a screen's or a canvas's track, which goes on afterwards. */
export function trackFeed(track: MediaStreamTrack): FrameFeed {
  // Whatever is over has no more frames to give, and a processor refuses it.
  if (track.readyState === 'ended')
    return new StreamFeed(new ReadableStream({ start: (own) => own.close() }));
  const { MediaStreamTrackProcessor: Processor } = globalThis as {
    MediaStreamTrackProcessor?: TrackProcessor;
  };
  // The newest alone is kept: the camera's frames are few.
  if (Processor) return new StreamFeed(new Processor({ track, maxBufferSize: 1 }).readable);
  return shownFeed(track);
}

/** Elsewhere a `<video>` that is in no document shows the track. */
function shownFeed(track: MediaStreamTrack): FrameFeed {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  const feed = new VideoFeed(video);
  // One that does not play gives no frames: it is played as soon as the browser lets it.
  video.play().catch(() => undefined);
  const { close } = feed;
  return Object.assign(feed, {
    close() {
      close.call(feed);
      video.pause();
      video.srcObject = null;
    },
  });
}
