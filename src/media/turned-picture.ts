import type { Box, Point } from './geometry.ts';
import type { Picture, Pixels, Sampling } from './picture.ts';

/** Quarter turns clockwise. */
export type QuarterTurns = 1 | 2 | 3;

/** A picture seen turned by quarter turns clockwise: as its camera was held, or to find faces that lie on their side. */
export class TurnedPicture implements Picture {
  readonly width: number;
  readonly height: number;
  readonly #upright: Picture;

  constructor(
    upright: Picture,
    readonly turns: QuarterTurns,
  ) {
    this.#upright = upright;
    this.width = turns === 2 ? upright.width : upright.height;
    this.height = turns === 2 ? upright.height : upright.width;
  }

  read(region: Box, width: number, height: number, sampling?: Sampling): Pixels {
    const source = this.boxToUpright(region);
    const swapped = this.turns !== 2;
    const pixels = this.#upright.read(source, swapped ? height : width, swapped ? width : height, sampling);
    return turnPixels(pixels, this.turns);
  }

  close(): void {
    this.#upright.close();
  }

  /** Where a point of the turned picture lies in the upright one. */
  toUpright({ x, y }: Point): Point {
    if (this.turns === 1) return { x: y, y: this.#upright.height - x };
    if (this.turns === 2) return { x: this.#upright.width - x, y: this.#upright.height - y };
    return { x: this.#upright.width - y, y: x };
  }

  boxToUpright(box: Box): Box {
    return mapBox(box, (point) => this.toUpright(point));
  }

  boxFromUpright(box: Box): Box {
    return mapBox(box, (point) => this.#fromUpright(point));
  }

  #fromUpright({ x, y }: Point): Point {
    if (this.turns === 1) return { x: this.#upright.height - y, y: x };
    if (this.turns === 2) return { x: this.#upright.width - x, y: this.#upright.height - y };
    return { x: y, y: this.#upright.width - x };
  }
}

function mapBox({ x, y, width, height }: Box, map: (point: Point) => Point): Box {
  const first = map({ x, y });
  const second = map({ x: x + width, y: y + height });
  return {
    x: Math.min(first.x, second.x),
    y: Math.min(first.y, second.y),
    width: Math.abs(first.x - second.x),
    height: Math.abs(first.y - second.y),
  };
}

function turnPixels({ data, width, height }: Pixels, turns: QuarterTurns): Pixels {
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const to = new Uint32Array(width * height);
  const [turnedWidth, turnedHeight] = turns === 2 ? [width, height] : [height, width];
  let at = 0;
  for (let y = 0; y < turnedHeight; y++) {
    for (let x = 0; x < turnedWidth; x++, at++) {
      if (turns === 1) to[at] = from[(height - 1 - x) * width + y] as number;
      else if (turns === 2) to[at] = from[(height - 1 - y) * width + (width - 1 - x)] as number;
      else to[at] = from[x * width + (width - 1 - y)] as number;
    }
  }
  return { data: new Uint8ClampedArray(to.buffer), width: turnedWidth, height: turnedHeight };
}
