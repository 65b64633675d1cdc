import type { UnscaledPixels } from './frame-pixels.ts';
import type { Box } from './geometry.ts';
import type { Picture, Pixels, Sampling } from './picture.ts';
import { readScaled } from './scaling/read-scaled.ts';
import type { PixelRows } from './scaling/scaled-rows.ts';
import { rowsOfBitmap, rowsOfPixels, takePixels } from './unscaled-pixels.ts';

/** Of a picture with no more pixels all are taken at once, as nearly all are needed: 12 MB. */
const MAX_TAKEN_PIXELS = 3_000_000;

/** A decoded picture: its pixels are read as they are, and scaled by code of our own. */
export class BitmapPicture implements Picture {
  readonly width: number;
  readonly height: number;
  readonly #rowsFor: (thinning: number) => PixelRows;
  readonly #release: () => void;

  private constructor(
    { width, height }: { width: number; height: number },
    rowsFor: (thinning: number) => PixelRows,
    release: () => void,
  ) {
    this.width = width;
    this.height = height;
    this.#rowsFor = rowsFor;
    this.#release = release;
  }

  /**
   * The picture of a bitmap, which is the picture's to close from now on.
   *
   * @param isAsStored Whether the browser had no orientation to apply to it.
   */
  static async of(bitmap: ImageBitmap, { isAsStored }: { isAsStored: boolean }): Promise<BitmapPicture> {
    const size = { width: bitmap.width, height: bitmap.height };
    if (size.width * size.height > MAX_TAKEN_PIXELS) {
      const rowsFor = (thinning: number) => rowsOfBitmap(bitmap, thinning);
      return new BitmapPicture(size, rowsFor, () => bitmap.close());
    }
    const pixels = await takePixels(bitmap, isAsStored);
    bitmap.close();
    return BitmapPicture.ofPixels(pixels, size);
  }

  /** The picture of pixels, which it gives back when it is closed. */
  static ofPixels(pixels: UnscaledPixels, size: { width: number; height: number }): BitmapPicture {
    const rowsFor = (thinning: number) => rowsOfPixels(pixels, size.width, thinning);
    return new BitmapPicture(size, rowsFor, () => pixels.release());
  }

  read(region: Box, width: number, height: number, sampling: Sampling = 'smooth'): Pixels {
    return readScaled(this, region, width, height, sampling, this.#rowsFor);
  }

  close(): void {
    this.#release();
  }
}
