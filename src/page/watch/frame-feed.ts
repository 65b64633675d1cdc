import type { PictureInput } from '../../media/open-picture.ts';

/** A frame on its way to the worker, which owns it from then on. */
export interface LiveFrame {
  image: PictureInput;
  /** Seconds by the source's own clock; undefined if it has none. */
  time: number | undefined;
  /** What is transferred with it. */
  handed: Transferable[];
}

/** Where the frames of a watch come from. */
export interface FrameFeed {
  /** Whether frames come by themselves, and are dropped while nobody asks for them. */
  readonly isLive: boolean;
  /** Frames dropped so far. */
  readonly dropped: number;
  /** The next frame, of a live source the newest; undefined if there are no more. */
  next(): Promise<LiveFrame | undefined>;
  /** Lets go of the source; whoever waits for a frame gets none. */
  close(): void;
}

/** Microseconds, which frames of video tell the time in, in a second. */
const MICROSECONDS = 1e6;

/** When a frame of video is to be shown, in seconds by its source's clock. */
export function secondsOf({ timestamp }: VideoFrame): number {
  return timestamp / MICROSECONDS;
}
