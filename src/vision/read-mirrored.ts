import type { Box } from '../media/geometry.ts';
import type { Picture, Pixels, Sampling } from '../media/picture.ts';

/** The pixels made of one axis of a region that lie inside the picture. */
interface Inside {
  first: number;
  count: number;
}

/** A part of a picture, scaled; what lies outside the picture mirrors what lies inside, the edge itself not repeated. */
export function readMirrored(
  picture: Picture,
  region: Box,
  { width, height }: { width: number; height: number },
  sampling?: Sampling,
): Pixels {
  const columns = insideOf(region.x, region.width, picture.width, width);
  const rows = insideOf(region.y, region.height, picture.height, height);
  const isWhole = columns.count === width && rows.count === height;
  // A region beside the picture has nothing to mirror: it is black, as `read` gives it.
  if (isWhole || columns.count < 1 || rows.count < 1) return picture.read(region, width, height, sampling);
  const stepX = region.width / width;
  const stepY = region.height / height;
  const part = {
    x: region.x + columns.first * stepX,
    y: region.y + rows.first * stepY,
    width: columns.count * stepX,
    height: rows.count * stepY,
  };
  return mirrored(picture.read(part, columns.count, rows.count, sampling), columns, rows, width, height);
}

function insideOf(start: number, length: number, whole: number, count: number): Inside {
  const scale = count / length;
  const first = Math.ceil(Math.max(0, -start) * scale);
  const end = Math.floor(Math.min(length, whole - start) * scale);
  return { first, count: end - first };
}

function mirrored(pixels: Pixels, columns: Inside, rows: Inside, width: number, height: number): Pixels {
  // A pixel is one number here: its four channels are moved together.
  const from = new Uint32Array(pixels.data.buffer, pixels.data.byteOffset, pixels.width * pixels.height);
  const to = new Uint32Array(width * height);
  const fromColumns = Array.from({ length: width }, (_, column) =>
    mirror(column - columns.first, columns.count),
  );
  for (let row = 0; row < height; row++) {
    const line = mirror(row - rows.first, rows.count) * pixels.width;
    for (const [column, fromColumn] of fromColumns.entries()) {
      to[row * width + column] = from[line + fromColumn] as number;
    }
  }
  return { data: new Uint8ClampedArray(to.buffer), width, height };
}

/** 2 1 0 1 2 … n-1 n-2: where a position outside 0 to `count` - 1 finds its value. */
function mirror(position: number, count: number): number {
  if (count === 1) return 0;
  const period = 2 * count - 2;
  const within = Math.abs(position) % period;
  return within < count ? within : period - within;
}
