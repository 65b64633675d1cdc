import { canvasContext } from './canvas.ts';
import type { Box } from './geometry.ts';
import type { Picture, Pixels, Sampling } from './picture.ts';

/** A decoded picture; parts of it are scaled by the browser's own code on one reused canvas. */
export class BitmapPicture implements Picture {
  readonly width: number;
  readonly height: number;
  readonly #bitmap: ImageBitmap;

  constructor(bitmap: ImageBitmap) {
    this.#bitmap = bitmap;
    this.width = bitmap.width;
    this.height = bitmap.height;
  }

  read(region: Box, width: number, height: number, sampling: Sampling = 'smooth'): Pixels {
    const context = sharedContext(width, height);
    // Of the three, browsers sample bilinearly at the lowest quality alone.
    context.imageSmoothingQuality = sampling === 'smooth' ? 'medium' : 'low';
    context.fillStyle = 'black';
    context.fillRect(0, 0, width, height);
    const left = Math.max(0, region.x);
    const top = Math.max(0, region.y);
    const right = Math.min(this.width, region.x + region.width);
    const bottom = Math.min(this.height, region.y + region.height);
    if (right > left && bottom > top) {
      const scaleX = width / region.width;
      const scaleY = height / region.height;
      const toX = (left - region.x) * scaleX;
      const toY = (top - region.y) * scaleY;
      const [fromWidth, fromHeight] = [right - left, bottom - top];
      const [toWidth, toHeight] = [fromWidth * scaleX, fromHeight * scaleY];
      context.drawImage(this.#bitmap, left, top, fromWidth, fromHeight, toX, toY, toWidth, toHeight);
    }
    return context.getImageData(0, 0, width, height);
  }

  close(): void {
    this.#bitmap.close();
  }
}

let context: OffscreenCanvasRenderingContext2D | undefined;

/** One canvas serves every picture: reads are synchronous, so no two share it at a time. */
function sharedContext(width: number, height: number): OffscreenCanvasRenderingContext2D {
  // Kept in main memory: pixels are read back at once, and a GPU canvas would stall for it.
  context ??= canvasContext(1, 1, { willReadFrequently: true, alpha: false });
  const { canvas } = context;
  if (canvas.width < width || canvas.height < height) {
    canvas.width = Math.max(canvas.width, width);
    canvas.height = Math.max(canvas.height, height);
  }
  context.imageSmoothingEnabled = true;
  return context;
}
