import type { ColorMatrix } from './color-matrix.ts';
import type { Box } from './geometry.ts';
import type { Picture, Pixels, Sampling } from './picture.ts';
import type { Planes } from './planes.ts';
import { type AxisSamples, axisSamples, samplePlane } from './sample-plane.ts';

/**
 * A picture as JPEGs and videos store it: luma, and colour at a lower resolution. A part is scaled and made RGB when it is read,
 * so that no more pixels are than are needed.
 */
export class PlanarPicture implements Picture {
  readonly width: number;
  readonly height: number;
  readonly #matrix: ColorMatrix;
  #planes: Planes | undefined;

  constructor(planes: Planes, matrix: ColorMatrix) {
    [{ width: this.width, height: this.height }] = planes;
    this.#matrix = matrix;
    this.#planes = planes;
  }

  read(region: Box, width: number, height: number, sampling: Sampling = 'smooth'): Pixels {
    if (!this.#planes) throw new Error('The picture is closed.');
    const across = { start: region.x, length: region.width, whole: this.width };
    const down = { start: region.y, length: region.height, whole: this.height };
    const [luma, blue, red] = this.#planes.map((plane, index) => {
      // Eyes and models alike see brightness more finely than colour.
      const smoothTaps = index === 0 ? 4 : 2;
      const columns = axisSamples(across, width, plane.width, sampling, smoothTaps);
      const rows = axisSamples(down, height, plane.height, sampling, smoothTaps);
      return { columns, rows, samples: samplePlane(plane, columns, rows) };
    }) as [SampledPlane, SampledPlane, SampledPlane];
    const { black, gain, redOfCr, greenOfCb, greenOfCr, blueOfCb } = this.#matrix;
    const data = new Uint8ClampedArray(4 * width * height);
    for (let row = 0, pixel = 0; row < height; row++) {
      for (let column = 0; column < width; column++, pixel++) {
        // What lies outside is black and opaque.
        data[4 * pixel + 3] = 255;
        if (!luma.rows.isInside[row] || !luma.columns.isInside[column]) continue;
        const y = ((luma.samples[pixel] as number) - black) * gain;
        const cb = (blue.samples[pixel] as number) - 128;
        const cr = (red.samples[pixel] as number) - 128;
        data[4 * pixel] = y + redOfCr * cr;
        data[4 * pixel + 1] = y - greenOfCb * cb - greenOfCr * cr;
        data[4 * pixel + 2] = y + blueOfCb * cb;
      }
    }
    return { data, width, height };
  }

  close(): void {
    this.#planes = undefined;
  }
}

interface SampledPlane {
  columns: AxisSamples;
  rows: AxisSamples;
  samples: Float32Array;
}
