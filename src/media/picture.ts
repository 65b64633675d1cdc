import type { Box } from './geometry.ts';

/** Decoded pixels: RGBA, 8 bits a channel, rows from the top. */
export interface Pixels {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

/**
 * How a part is scaled down. `smooth`, the default, takes every pixel into account. `bilinear` takes the four
 * nearest for each pixel made: it keeps fine texture, with the aliasing that models trained on it know.
 */
export type Sampling = 'smooth' | 'bilinear';

/** An upright picture that hands out parts of itself at the size they are needed. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /**
   * A part of the picture, scaled to `width` x `height`. What lies outside the picture is black.
   * The pixels are only valid until the next `read`.
   */
  read(region: Box, width: number, height: number, sampling?: Sampling): Pixels;
  close(): void;
}
