import { colorMatrix } from './color-matrix.ts';
import { MAX_FRAME_SIDE } from './limits.ts';
import { orientationOf } from './oriented-picture.ts';
import { type DecodedFrame, planesOf } from './planes.ts';
import type { TakenMemory } from './spare-memory.ts';
import type { TakenFrame } from './taken-frame.ts';

/** A frame, and how it is to be shown. */
export interface ShownFrame extends DecodedFrame {
  readonly displayWidth: number;
  readonly displayHeight: number;
  /** Degrees clockwise. */
  readonly rotation?: number;
  readonly flip?: boolean;
  readonly colorSpace: Parameters<typeof colorMatrix>[0];
}

/** A frame that was taken, in memory that is to be given back, once. */
export interface TakenPlanes {
  frame: TakenFrame;
  release(): void;
}

/**
 * The planes of a frame that lies in main memory; undefined if it is to be drawn.
 *
 * @param take Gives the memory for them.
 */
export async function takePlanes(
  frame: ShownFrame,
  take?: (length: number) => TakenMemory,
): Promise<TakenPlanes | undefined> {
  const { displayWidth, displayHeight, visibleRect, rotation = 0, flip = false, colorSpace } = frame;
  const matrix = colorMatrix(colorSpace);
  if (!matrix || !visibleRect || flip || Math.max(displayWidth, displayHeight) > MAX_FRAME_SIDE)
    return undefined;
  if (displayWidth * displayHeight !== visibleRect.width * visibleRect.height) return undefined;
  // A browser that can't copy them can draw them.
  const copied = await planesOf(frame, take).catch(() => undefined);
  if (!copied) return undefined;
  const { planes, release } = copied;
  return { frame: { planes, matrix, orientation: orientationOf(false, rotation / 90) }, release };
}
