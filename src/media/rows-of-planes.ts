import { clamp } from '../common/clamp.ts';
import type { ColorMatrix } from './color-matrix.ts';
import type { Plane, Planes } from './planes.ts';
import type { PixelKernel, Places } from './scaling/kernel.ts';
import type { PixelRows } from './scaling/scaled-rows.ts';

/** How libjpeg rounds colour that it doubles both ways, and across alone. */
const ROUNDING = { both: { even: 8, odd: 7 }, across: { even: 4, odd: 8 } };

/** Rows of a plane that are held in the kernel's memory: a pixel needs two, its neighbours a third. */
const HELD_ROWS = 4;

/** A plane of colour, and its places in the kernel's memory. */
interface Colour {
  plane: Plane;
  /** Places of rows, and which row is in each. */
  rows: number[];
  held: number[];
  /** The place of a row with a sample for each pixel. */
  made: number;
}

/** The pixels of planes, row by row: of a JPEG's to the bit as libjpeg and with it browsers make them. */
export class RowsOfPlanes implements PixelRows {
  readonly order = 'rgb';
  readonly #luma: Plane;
  readonly #colours: readonly [blue: Colour, red: Colour];
  readonly #matrix: ColorMatrix;
  readonly #thinning: number;
  readonly #isHalf: { across: boolean; down: boolean };
  #places = { luma: 0, sums: 0 };

  constructor([luma, blue, red]: Planes, matrix: ColorMatrix, thinning: number) {
    this.#luma = luma;
    this.#colours = [unplaced(blue), unplaced(red)];
    this.#matrix = matrix;
    this.#thinning = thinning;
    this.#isHalf = { across: blue.width !== luma.width, down: blue.height !== luma.height };
  }

  place(places: Places, count: number): void {
    // At either end of the colour two pixels more than are looked at.
    const bytes = count * this.#thinning + 6;
    this.#places = { luma: places.take(bytes), sums: places.take(bytes + 4) };
    for (const colour of this.#colours) {
      colour.rows = Array.from({ length: HELD_ROWS }, () => places.take(bytes));
      colour.made = places.take(bytes);
    }
  }

  write(kernel: PixelKernel, rows: Int32Array, column: number, count: number, address: number): void {
    const middle = (this.#thinning - 1) / 2;
    const first = column * this.#thinning + middle;
    const across = (count - 1) * this.#thinning + 1;
    const memory = new Uint8Array(kernel.buffer);
    for (const colour of this.#colours) colour.held.fill(-1);
    for (const [index, thinnedRow] of rows.entries()) {
      const row = thinnedRow * this.#thinning + middle;
      const luma = this.#places.luma;
      copy(memory, luma, this.#luma, row, first, across);
      const [blue, red] = this.#colours.map((colour) =>
        this.#isHalf.across
          ? this.#spread(kernel, memory, colour, row, first, across)
          : held(memory, colour, row, first, across),
      ) as [number, number];
      if (this.#thinning > 1) {
        for (const samples of [luma, blue, red]) kernel.thin(samples, this.#thinning, count, samples);
      }
      const to = address + 4 * index * count;
      if (this.#matrix === 'jfif') kernel.toPixels(luma, blue, red, count, to);
      else kernel.toPixelsBy(this.#matrix, luma, blue, red, count, to);
    }
  }

  /** The colour of a row of pixels. @returns Where the sample of the pixel `first` is. */
  #spread(
    kernel: PixelKernel,
    memory: Uint8Array,
    colour: Colour,
    row: number,
    first: number,
    count: number,
  ): number {
    const { width, height } = colour.plane;
    // The neighbours of the outermost pixels are there, too; what lies beyond them is not looked at.
    const begin = Math.max(0, (first >> 1) - 1);
    const length = Math.min(width, ((first + count - 1) >> 1) + 2) - begin;
    const isDoubledDown = this.#isHalf.down;
    const nearRow = isDoubledDown ? row >> 1 : row;
    const near = held(memory, colour, nearRow, begin, length);
    const farRow = clamp(row % 2 === 0 ? nearRow - 1 : nearRow + 1, 0, height - 1);
    const far = isDoubledDown ? held(memory, colour, farRow, begin, length) : near;
    const rounding = isDoubledDown ? ROUNDING.both : ROUNDING.across;
    kernel.spreadColour(near, far, length, rounding, this.#places.sums, colour.made);
    return colour.made + first - 2 * begin;
  }
}

function unplaced(plane: Plane): Colour {
  return { plane, rows: [], held: new Array<number>(HELD_ROWS).fill(-1), made: 0 };
}

/** Where a row of a plane is held; it is copied if it is not there. */
function held(memory: Uint8Array, colour: Colour, row: number, first: number, count: number): number {
  const place = row % HELD_ROWS;
  const to = colour.rows[place] as number;
  if (colour.held[place] !== row) {
    copy(memory, to, colour.plane, row, first, count);
    colour.held[place] = row;
  }
  return to;
}

function copy(
  memory: Uint8Array,
  to: number,
  { data, stride }: Plane,
  row: number,
  first: number,
  count: number,
): void {
  const begin = row * stride + first;
  memory.set(data.subarray(begin, begin + count), to);
}
