/** The context of a new canvas. @throws {Error} if the browser draws on none. */
export function canvasContext(
  width: number,
  height: number,
  settings?: { willReadFrequently?: boolean; alpha?: boolean },
): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', settings);
  if (!context) throw new Error('This browser has no 2D canvas.');
  return context;
}
