import type { ColorMatrix } from './color-matrix.ts';
import type { Box } from './geometry.ts';
import type { Picture, Pixels, Sampling } from './picture.ts';
import type { CopiedPlanes, Planes } from './planes.ts';
import { RowsOfPlanes } from './rows-of-planes.ts';
import { readScaled } from './scaling/read-scaled.ts';

/**
 * A picture as JPEGs and videos store it: luma, and colour at a lower resolution. Pixels are made when a part is read, so
 * that no more of them are than are needed.
 */
export class PlanarPicture implements Picture {
  readonly width: number;
  readonly height: number;
  readonly #matrix: ColorMatrix;
  readonly #release: () => void;
  #planes: Planes | undefined;

  /** Closed, it gives the planes' memory back. */
  constructor({ planes, release }: CopiedPlanes, matrix: ColorMatrix) {
    [{ width: this.width, height: this.height }] = planes;
    this.#matrix = matrix;
    this.#planes = planes;
    this.#release = release;
  }

  read(region: Box, width: number, height: number, sampling: Sampling = 'smooth'): Pixels {
    const planes = this.#planes;
    if (!planes) throw new Error('The picture is closed.');
    const rowsFor = (thinning: number) => new RowsOfPlanes(planes, this.#matrix, thinning);
    return readScaled(this, region, width, height, sampling, rowsFor);
  }

  close(): void {
    if (this.#planes) this.#release();
    this.#planes = undefined;
  }
}
