import type { Box } from '../media/geometry.ts';

/** What a detector is shown. */
export interface DetectorView {
  /** In the picture's pixels: the region, and what fills the input up to a whole number of cells. */
  box: Box;
  /** Of the input, in pixels. */
  width: number;
  height: number;
  /** The picture's pixels for one of the input. */
  scale: number;
}

/**
 * Shows a region as large as it fits the largest input, in an input no larger than that takes: what is left of the
 * largest one would be black, and cost as much as the rest.
 *
 * @param step Width and height are multiples of this, in pixels.
 * @param most Neither is larger, in pixels.
 */
export function detectorView(
  region: Box,
  { width: widest, height: highest }: { width: number; height: number },
  step: number,
  most = Number.POSITIVE_INFINITY,
): DetectorView {
  const largest = { width: Math.min(widest, most), height: Math.min(highest, most) };
  const scale = Math.max(region.width / largest.width, region.height / largest.height);
  const width = wholeSteps(region.width / scale, largest.width, step);
  const height = wholeSteps(region.height / scale, largest.height, step);
  const box = { x: region.x, y: region.y, width: width * scale, height: height * scale };
  return { box, width, height, scale };
}

function wholeSteps(length: number, most: number, step: number): number {
  // Rounding must not add a step to a length that fits.
  return Math.min(most, Math.max(1, Math.ceil(length / step - 1e-6)) * step);
}
