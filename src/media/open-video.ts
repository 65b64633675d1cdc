import type { Picture } from './picture.ts';
import type { VideoInfo } from './taken-frame.ts';

/** A frame of a video, upright. */
export interface VideoPicture {
  /** Seconds from the video's beginning. */
  time: number;
  /** The caller closes it. */
  picture: Picture;
}

/** A video that is open in some thread; close it to free its decoder and buffers. */
export interface OpenVideo {
  readonly info: VideoInfo;
  /**
   * Up to `count` frames spread over the video, in order.
   *
   * @throws {UnusableMediumError} if no frame can be decoded.
   */
  frames(count: number): AsyncGenerator<VideoPicture>;
  close(): void;
}

/** What opens videos: whoever reads them elsewhere is told by the signal that nobody waits any more. */
export interface VideoReader {
  /**
   * Reads the container; it decodes nothing yet.
   *
   * @throws {UnusableMediumError} if the container can't be read, has no picture track or no frames, is cut
   * short, or the browser can't decode its codec.
   */
  open(blob: Blob, signal: AbortSignal): Promise<OpenVideo>;
}
