import type { Box } from '../media/geometry.ts';
import type { Picture, Pixels, Sampling } from '../media/picture.ts';

/** A picture of which the same part, asked for again at once, is not cut out and scaled a second time. */
export class SharedCrop implements Picture {
  readonly width: number;
  readonly height: number;
  readonly #picture: Picture;
  #last: { key: string; pixels: Pixels } | undefined;

  constructor(picture: Picture) {
    this.#picture = picture;
    this.width = picture.width;
    this.height = picture.height;
  }

  read(region: Box, width: number, height: number, sampling?: Sampling): Pixels {
    const key = [region.x, region.y, region.width, region.height, width, height, sampling].join();
    // Only the last one: its pixels are valid until the next read.
    if (this.#last?.key !== key) {
      this.#last = { key, pixels: this.#picture.read(region, width, height, sampling) };
    }
    return this.#last.pixels;
  }

  close(): void {
    this.#picture.close();
  }
}
