import type { CallOptions } from '../../contract/methods.ts';
import type { SeenFrame, WatchSelection } from '../../engine/watched-frame.ts';
import type { FaceGallery } from '../../templates/gallery/face-gallery.ts';
import type { PictureSource } from '../picture-source.ts';

/**
 * Live video, or frames of one.
 *
 * The first four are live: their frames come by themselves, and those that come while one is in work are dropped. Of a
 * stream the frames are the engine's from then on. A list, an array or whatever `for` or `for await` can go through, waits:
 * each of its frames is looked at.
 */
export type WatchSource =
  | HTMLVideoElement
  | MediaStream
  | MediaStreamTrack
  | ReadableStream<VideoFrame>
  | Iterable<PictureSource>
  | AsyncIterable<PictureSource>;

/** Options of `watch`. */
export interface WatchOptions extends CallOptions, WatchSelection {
  /** A gallery of the same engine: each face comes with its best candidate. */
  gallery?: FaceGallery<PictureSource>;
  /** Hands over the frames of a list instead of copies of them: the app can't use them afterwards. Default false. */
  transfer?: boolean;
}

/** A frame of a live video, and who is in it. */
export interface WatchedFrame extends SeenFrame {
  /**
   * Seconds by the source's own clock: a video's time, a VideoFrame's timestamp. Of pictures, which have none, the frame's
   * number from 0 on.
   */
  time: number;
  /** Frames dropped since the last result, as they came while one was in work. */
  dropped: number;
}
