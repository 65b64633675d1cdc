import type { ColorMatrix } from './color-matrix.ts';
import type { Orientation } from './exif-orientation.ts';
import type { Planes } from './planes.ts';

/** A frame as its decoder gave it, in memory that can cross to another thread; not upright yet. */
export type TakenFrame =
  | { planes: Planes; matrix: ColorMatrix; orientation: Orientation }
  /** Of a frame that has no planes to give: drawn upright. */
  | { bitmap: ImageBitmap };

/** A frame of a video. */
export interface VideoFrameTaken {
  /** Seconds from the video's beginning. */
  time: number;
  /** Whoever takes it closes its bitmap, if it is one. */
  frame: TakenFrame;
}

/** What a video's container says of it. */
export interface VideoInfo {
  /** Seconds. */
  duration: number;
  /** Mean. */
  framesPerSecond: number;
  /** Pixels as stored, before rotation. */
  width: number;
  height: number;
}

/** What memory is to cross instead of being copied. */
export function transferable({ frame }: VideoFrameTaken): Transferable[] {
  if ('bitmap' in frame) return [frame.bitmap];
  const { buffer } = frame.planes[0].data;
  return buffer instanceof ArrayBuffer ? [buffer] : [];
}
