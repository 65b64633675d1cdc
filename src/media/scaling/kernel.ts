/** A run of neighbours and their weights for each sample: byte addresses into the kernel's memory. */
export interface TapAddresses {
  /** Of 32-bit numbers: each sample's first neighbour. */
  first: number;
  /** Of 16-bit numbers, `taps` for each sample. */
  weights: number;
  taps: number;
}

/** Which colour comes first in a pixel of four bytes; the last one means nothing. */
export type ChannelOrder = 'rgb' | 'bgr';

/**
 * The computing part of scaling, over a memory of its own; all addresses are byte offsets into it. Samples between the
 * two passes have 16 bits, 7 of them behind the point; weights 14. Up to {@link OVERREAD} bytes behind what it is given
 * are read, and as many behind what it makes are written.
 */
export interface PixelKernel {
  readonly name: 'wasm-simd' | 'javascript';
  /** The memory as it is now; another object after {@link grow}. */
  readonly buffer: ArrayBuffer;
  /** Makes the memory at least this long. What it held may be lost. @throws {RangeError} If it can't be had. */
  grow(byteLength: number): void;
  /** Rows of bytes to one row of samples. @param taps Rows, an even number. */
  mixRows(rows: number, stride: number, weights: number, taps: number, samples: number): void;
  /** A row of samples, four a pixel, to `count` opaque pixels, red first. `taps` is even. */
  mixPixels(samples: number, columns: TapAddresses, count: number, order: ChannelOrder, pixels: number): void;
  /**
   * A row of `count` bytes of colour to twice as many, as libjpeg makes them.
   *
   * @param far The row on the other side, which weighs less.
   * @param rounding What is added before a sixteenth is taken.
   * @param sums Room for two more than `count` numbers of 16 bits.
   */
  spreadColour(
    near: number,
    far: number,
    count: number,
    rounding: { even: number; odd: number },
    sums: number,
    to: number,
  ): void;
  /** Every so many bytes, `count` of them. */
  thin(bytes: number, step: number, count: number, to: number): void;
  /** Rows of luma and both colour differences, full range, to `count` opaque pixels, as libjpeg makes them. */
  toPixels(luma: number, blue: number, red: number, count: number, pixels: number): void;
  /** The same by another matrix. */
  toPixelsBy(
    matrix: WholeMatrix,
    luma: number,
    blue: number,
    red: number,
    count: number,
    pixels: number,
  ): void;
}

/** Bits behind the point of a {@link WholeMatrix}: its largest factor, 2.1, stays within 16. */
export const MATRIX_BITS = 13;

/** How luma and colour differences, 0 to 255, become RGB: factors in 1 / 2^13, all positive. */
export interface WholeMatrix {
  /** The luma of black, 0 to 255. */
  black: number;
  /** What luma above black is multiplied by. */
  gain: number;
  redOfCr: number;
  greenOfCb: number;
  greenOfCr: number;
  blueOfCb: number;
}

/** Room that must be behind what a kernel reads or writes, in bytes. */
export const OVERREAD = 32;

/** Gives out places in a kernel's memory, one behind the other. */
export class Places {
  size = 0;

  take(bytes: number): number {
    const at = this.size;
    this.size += Math.ceil((bytes + OVERREAD) / 16) * 16;
    return at;
  }
}
