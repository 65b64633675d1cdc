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

/** A square so many times as wide as a box's longer side, about its centre. */
export function squareAround(box: Box, factor: number): Box {
  const side = Math.max(box.width, box.height);
  const centred = { x: box.x + (box.width - side) / 2, y: box.y + (box.height - side) / 2 };
  return growBox({ ...centred, width: side, height: side }, factor);
}
