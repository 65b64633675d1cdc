import type { PictureSource } from '../picture-source.ts';
import { promiseError } from '../postable-data.ts';
import { isPromise, platformName } from '../source-kind.ts';
import type { FrameFeed } from './frame-feed.ts';
import { ListFeed } from './list-feed.ts';
import { StreamFeed } from './stream-feed.ts';
import { trackFeed } from './track-feed.ts';
import { VideoFeed } from './video-feed.ts';
import type { WatchSource } from './watch-options.ts';

/**
 * The way to get frames of a source; nothing is opened before it is called.
 *
 * @param transfer Hands the frames of a list over instead of copies of them.
 * @throws {TypeError} if the source is none of the kinds.
 */
export function feedOf(source: WatchSource, transfer: boolean): () => FrameFeed {
  // An object of a frame has another constructor: the platform's name for it counts.
  switch (platformName(source)) {
    case 'HTMLVideoElement':
      return () => new VideoFeed(source as HTMLVideoElement);
    case 'MediaStreamTrack':
    case 'CanvasCaptureMediaStreamTrack':
      return feedOfTrack(source as MediaStreamTrack);
    case 'ReadableStream':
      return () => new StreamFeed(source as ReadableStream<VideoFrame>);
    default:
      // Firefox has names of its own for streams of canvases and cameras.
      if (isStream(source)) return feedOfTrack(source.getVideoTracks()[0]);
      if (isList(source)) return () => new ListFeed(source, transfer);
      if (isPromise(source)) throw promiseError('source');
      throw new TypeError(
        '`source` must be a <video>, a MediaStream or its track, a ReadableStream of VideoFrames, or a list of frames',
      );
  }
}

function feedOfTrack(track: MediaStreamTrack | undefined): () => FrameFeed {
  if (track?.kind !== 'video') throw new TypeError('`source` has no video track');
  return () => trackFeed(track);
}

function isStream(source: unknown): source is MediaStream {
  return typeof source === 'object' && source !== null && 'getVideoTracks' in source;
}

/** Bytes and texts can be iterated, too. */
function isList(source: unknown): source is AsyncIterable<PictureSource> | Iterable<PictureSource> {
  if (typeof source !== 'object' || source === null || ArrayBuffer.isView(source)) return false;
  return Symbol.asyncIterator in source || Symbol.iterator in source;
}
