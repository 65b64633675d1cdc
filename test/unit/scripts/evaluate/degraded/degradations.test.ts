import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  DEGRADATIONS,
  degradationsOf,
  degrade,
} from '../../../../../scripts/evaluate/degraded/degradations.ts';
import type { PlacedFace } from '../../../../../scripts/evaluate/degraded/ways.ts';

const SIDE = 200;

const FACE: PlacedFace = {
  box: { x: 60, y: 50, width: 80, height: 100 },
  points: [
    { x: 85, y: 90 },
    { x: 115, y: 90 },
    { x: 100, y: 110 },
    { x: 88, y: 130 },
    { x: 112, y: 130 },
  ],
};

/** A picture with edges and all levels of brightness, but for a face as good as any. */
async function picture(): Promise<Buffer> {
  const data = Buffer.alloc(SIDE * SIDE * 3);
  for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
    const [x, y] = [pixel % SIDE, Math.floor(pixel / SIDE)];
    data.set([x, y, ((x >> 3) + (y >> 3)) % 2 ? 200 : 40], pixel * 3);
  }
  return sharp(data, { raw: { width: SIDE, height: SIDE, channels: 3 } })
    .png()
    .toBuffer();
}

describe('each degradation', () => {
  let original: Buffer;

  beforeAll(async () => {
    original = await picture();
  });

  test.each(DEGRADATIONS)(
    '$kind $severity changes the picture, always in the same way',
    async (degradation) => {
      const degraded = await degrade(original, FACE, degradation);
      const [before, after] = [
        await sharp(original).raw().toBuffer(),
        await sharp(degraded).raw().toBuffer(),
      ];
      expect(after.equals(before)).toBe(false);
      expect(Buffer.from(await degrade(original, FACE, degradation)).equals(degraded)).toBe(true);
    },
  );

  test('is stronger at the second severity, where it has two', () => {
    const kinds = new Set(DEGRADATIONS.map(({ kind }) => kind));
    for (const kind of kinds) {
      const severities = DEGRADATIONS.filter((each) => each.kind === kind);
      expect(severities).toHaveLength(['mirrored', 'grey'].includes(kind) ? 1 : 2);
    }
  });
});

test('a picture is degraded as it is seen, whatever its EXIF orientation', async () => {
  const lying = await sharp(await picture())
    .resize(200, 100)
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const mirrored = DEGRADATIONS.find(({ kind }) => kind === 'mirrored');
  if (!mirrored) throw new Error('mirrored is missing');
  expect(await sharp(await degrade(lying, FACE, mirrored)).metadata()).toMatchObject({
    width: 100,
    height: 200,
  });
});

test('single kinds can be chosen by name, in the order of the table', () => {
  const chosen = degradationsOf('noise, cut');
  expect([...new Set(chosen.map((each) => each.kind))]).toEqual(['cut', 'noise']);
  expect(degradationsOf(undefined)).toBe(DEGRADATIONS);
  expect(() => degradationsOf('cut,rain')).toThrow(/"rain", only by blur/);
});
