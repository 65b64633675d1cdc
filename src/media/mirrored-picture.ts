import type { Box } from './geometry.ts';
import type { Picture, Pixels, Sampling } from './picture.ts';

/** A picture with its left and right exchanged. */
export class MirroredPicture implements Picture {
  readonly width: number;
  readonly height: number;
  readonly #picture: Picture;

  constructor(picture: Picture) {
    this.#picture = picture;
    this.width = picture.width;
    this.height = picture.height;
  }

  read(region: Box, width: number, height: number, sampling?: Sampling): Pixels {
    const source = { ...region, x: this.width - region.x - region.width };
    const pixels = this.#picture.read(source, width, height, sampling);
    const { data } = pixels;
    const all = new Uint32Array(data.buffer, data.byteOffset, width * height);
    for (let row = 0; row < height; row++) all.subarray(row * width, (row + 1) * width).reverse();
    return pixels;
  }

  close(): void {
    this.#picture.close();
  }
}
