import type { Box } from '../../src/media/geometry.ts';
import type { Picture, Pixels } from '../../src/media/picture.ts';

/** A picture held in memory, for Node, which has no canvas: parts are read pixel by pixel, unsmoothed. */
export class PixelPicture implements Picture {
  readonly width: number;
  readonly height: number;
  /** What was read so far. */
  readonly reads: { region: Box; width: number; height: number }[] = [];

  readonly #pixels: Pixels;

  constructor(pixels: Pixels) {
    this.#pixels = pixels;
    this.width = pixels.width;
    this.height = pixels.height;
  }

  /** A picture painted by a function of each pixel. */
  static painted(
    width: number,
    height: number,
    colour: (x: number, y: number) => readonly [red: number, green: number, blue: number],
  ): PixelPicture {
    const data = new Uint8ClampedArray(width * height * 4);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) data.set([...colour(x, y), 255], (y * width + x) * 4);
    }
    return new PixelPicture({ data, width, height });
  }

  /** The colour of a pixel. */
  at(x: number, y: number): number[] {
    return [...this.#pixels.data.slice((y * this.width + x) * 4, (y * this.width + x) * 4 + 3)];
  }

  read(region: Box, width: number, height: number): Pixels {
    this.reads.push({ region, width, height });
    const data = new Uint8ClampedArray(width * height * 4);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const fromX = Math.floor(region.x + ((x + 0.5) * region.width) / width);
        const fromY = Math.floor(region.y + ((y + 0.5) * region.height) / height);
        const isInside = fromX >= 0 && fromY >= 0 && fromX < this.width && fromY < this.height;
        data.set(isInside ? [...this.at(fromX, fromY), 255] : [0, 0, 0, 255], (y * width + x) * 4);
      }
    }
    return { data, width, height };
  }

  close(): void {}
}
