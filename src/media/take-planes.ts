import { colorMatrix } from './color-matrix.ts';
import { MAX_FRAME_SIDE } from './limits.ts';
import { orientationOf } from './oriented-picture.ts';
import { type DecodedFrame, planesOf } from './planes.ts';
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

/**
 * The planes of a frame that lies in main memory; undefined if it is to be drawn.
 *
 * @param memory Gives the memory for them.
 */
export async function takePlanes(
  frame: ShownFrame,
  memory: (length: number) => Uint8Array<ArrayBuffer>,
): Promise<Extract<TakenFrame, { planes: unknown }> | undefined> {
  const { displayWidth, displayHeight, visibleRect, rotation = 0, flip = false, colorSpace } = frame;
  const matrix = colorMatrix(colorSpace);
  if (!matrix || !visibleRect || flip || Math.max(displayWidth, displayHeight) > MAX_FRAME_SIDE)
    return undefined;
  if (displayWidth * displayHeight !== visibleRect.width * visibleRect.height) return undefined;
  // A browser that can't copy them can draw them.
  const planes = await planesOf(frame, memory).catch(() => undefined);
  return planes && { planes, matrix, orientation: orientationOf(false, rotation / 90) };
}
