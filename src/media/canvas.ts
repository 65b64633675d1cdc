import { ApiLiteError } from '../contract/errors.ts';

/** The context of a new canvas. @throws {ApiLiteError} BPE-001002 if the browser draws on none. */
export function canvasContext(
  width: number,
  height: number,
  settings?: { willReadFrequently?: boolean; alpha?: boolean },
): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', settings);
  if (!context) throw new ApiLiteError('BPE-001002', 'This browser gives no 2D canvas: reload the page.');
  return context;
}
