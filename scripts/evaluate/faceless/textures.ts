import type { Pixels } from '../../../src/media/picture.ts';
import { randomNumbers } from '../random-numbers.ts';

const SIDE = 200;

/** Brightness, about -1 to 1, at a place of 0 to 1. */
type Pattern = (x: number, y: number) => number;

/** Patterns that take their random numbers first and then paint. */
const PATTERNS: Record<string, (random: () => number) => Pattern> = {
  stripes(random) {
    const turned = turning(random);
    const many = 3 + 25 * random();
    return (x, y) => Math.sin(2 * Math.PI * many * turned(x, y).x);
  },
  checks(random) {
    const turned = turning(random);
    const many = 10 + 60 * random();
    return (x, y) => {
      const at = turned(x, y);
      return Math.sign(Math.sin(many * at.x) * Math.sin(many * at.y));
    };
  },
  rings(random) {
    const many = 3 + 25 * random();
    return (x, y) => Math.sin(2 * Math.PI * many * Math.hypot(x - 0.5, y - 0.5));
  },
  discs(random) {
    const discs = spots(random);
    return (x, y) =>
      discs.reduce((sum, disc) => (Math.hypot(x - disc.x, y - disc.y) < disc.radius ? disc.value : sum), 0);
  },
  blobs(random) {
    const blobs = spots(random);
    return (x, y) =>
      blobs.reduce(
        (sum, { x: atX, y: atY, radius, value }) =>
          sum + value * Math.exp(-((x - atX) ** 2 + (y - atY) ** 2) / radius ** 2),
        0,
      );
  },
  clouds(random) {
    const coarse = smoothNoise(random, 4);
    const middle = smoothNoise(random, 9);
    const fine = smoothNoise(random, 20);
    return (x, y) => 0.5 * coarse(x, y) + 0.3 * middle(x, y) + 0.2 * fine(x, y);
  },
  grain(random) {
    return () => 2 * random() - 1;
  },
};

/** Names of the textures' kinds. */
export const TEXTURES: readonly string[] = Object.keys(PATTERNS);

/** A picture of nothing: of the same kind and number always the same. */
export function texture(kind: string, number: number): Pixels {
  const random = randomNumbers(1 + number);
  const color = [random(), random(), random()].map((value) => 255 * value);
  const contrast = 40 + 120 * random();
  const pattern = PATTERNS[kind]?.(random) ?? (() => 0);
  const data = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const value = contrast * pattern(x / SIDE, y / SIDE);
      data.set([...color.map((channel) => channel + value), 255], (y * SIDE + x) * 4);
    }
  }
  return { data, width: SIDE, height: SIDE };
}

function turning(random: () => number) {
  const angle = 2 * Math.PI * random();
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  return (x: number, y: number) => ({ x: x * cosine + y * sine, y: y * cosine - x * sine });
}

function spots(random: () => number) {
  return Array.from({ length: 3 + Math.floor(6 * random()) }, () => ({
    x: random(),
    y: random(),
    radius: 0.05 + 0.25 * random(),
    value: 2 * random() - 1,
  }));
}

/** Random values at the corners of a grid, with smooth steps between. */
function smoothNoise(random: () => number, cells: number): Pattern {
  const values = Array.from({ length: (cells + 2) ** 2 }, () => 2 * random() - 1);
  const at = (column: number, row: number): number => values[row * (cells + 2) + column] ?? 0;
  const smooth = (share: number): number => share * share * (3 - 2 * share);
  return (x, y) => {
    const [column, row] = [Math.floor(x * cells), Math.floor(y * cells)];
    const [right, down] = [smooth(x * cells - column), smooth(y * cells - row)];
    const above = at(column, row) * (1 - right) + at(column + 1, row) * right;
    const below = at(column, row + 1) * (1 - right) + at(column + 1, row + 1) * right;
    return above * (1 - down) + below * down;
  };
}
