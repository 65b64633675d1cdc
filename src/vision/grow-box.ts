import type { Box } from '../media/geometry.ts';

/** A box so many times as wide and as high, about its centre. */
export function growBox({ x, y, width, height }: Box, factor: number): Box {
  return {
    x: x - (width * (factor - 1)) / 2,
    y: y - (height * (factor - 1)) / 2,
    width: width * factor,
    height: height * factor,
  };
}
