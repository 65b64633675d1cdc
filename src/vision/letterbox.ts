import type { Box } from '../media/geometry.ts';

/** The smallest view of the given aspect (width / height) that holds a region at its top left corner. */
export function letterbox(region: Box, aspect: number): Box {
  const width = Math.max(region.width, region.height * aspect);
  return { x: region.x, y: region.y, width, height: width / aspect };
}
