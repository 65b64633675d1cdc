import { describe, expect, test } from 'vitest';
import type { FacePoints } from '../../../src/media/geometry.ts';
import { FaceMotion, MIN_CHANGE } from '../../../src/vision/face-motion.ts';
import { alignedBrightness, alignedResidual, planarResidual } from '../../../src/vision/planar-residual.ts';
import { PixelPicture } from '../../support/pixel-picture.ts';

const SIDE = 224;

const POINTS: FacePoints = [
  { x: 77, y: 103 },
  { x: 147, y: 103 },
  { x: 112, y: 143 },
  { x: 83, y: 185 },
  { x: 141, y: 185 },
];

/** Brightness of a made face: waves of several lengths, and eyes that are open or closed. */
function skin(x: number, y: number, eyes = 1): number {
  const waves = 40 * Math.sin(x / 9 + 1) * Math.cos(y / 11) + 25 * Math.sin((x + 2 * y) / 31);
  const lids = [77, 147].map((at) => Math.exp(-((x - at) ** 2 + (y - 103) ** 2) / 120));
  return 128 + waves - 90 * eyes * lids.reduce((sum, lid) => sum + lid, 0);
}

/** A frame, by where each of its pixels comes from. */
function frame(from: (x: number, y: number) => [number, number], eyes = 1, light = 1) {
  const shown = PixelPicture.painted(SIDE, SIDE, (x, y) => {
    const level = light * skin(...from(x, y), eyes);
    return [level, level, level];
  });
  return alignedBrightness(shown, POINTS);
}

const first = frame((x, y) => [x, y]);

/** Turned a little, shifted, and tilted away from the camera. */
const moved = frame(
  (x, y) => {
    const depth = 1 + 0.0004 * (x - 112);
    return [(x + 0.03 * y - 3) / depth, (y - 0.03 * x + 4) / depth];
  },
  1,
  0.8,
);

/** A nose that moves before the cheeks. */
const turned = frame((x, y) => [x + 14 * Math.exp(-((x - 112) ** 2 + (y - 143) ** 2) / 600), y]);

const blinked = frame((x, y) => [x, y], 0);

describe('the change that no flat picture explains', () => {
  test('of the same frame is nothing', () => {
    expect(planarResidual(first, first)).toBeCloseTo(0, 6);
  });

  test('of a photo that is moved, tilted and lit less is next to nothing', () => {
    expect(alignedResidual(first, moved)).toBeGreaterThan(5 * MIN_CHANGE);
    expect(planarResidual(first, moved)).toBeLessThan(MIN_CHANGE / 5);
  });

  test.each([
    ['a head that turns', turned],
    ['eyes that close', blinked],
  ])('of %s stays', (_what, changed) => {
    expect(planarResidual(first, changed)).toBeGreaterThan(MIN_CHANGE);
  });
});

function motionOver(...frames: Float32Array[]): FaceMotion {
  const motion = new FaceMotion();
  for (const brightness of frames) motion.add({ brightness });
  return motion;
}

describe('a face in a video', () => {
  test('changes as the second most changed of its frames does', () => {
    expect(motionOver(first, first, first, blinked).change).toBeLessThan(MIN_CHANGE);
    expect(motionOver(first, first, turned, blinked).change).toBeGreaterThan(MIN_CHANGE);
  });

  test('that comes again and again is a loop', () => {
    expect(motionOver(first, turned, blinked, first, turned, blinked).isLoop).toBe(true);
    expect(motionOver(first, first, turned, turned, blinked, blinked).isLoop).toBe(false);
  });

  test('has no depth without landmarks', () => {
    const motion = motionOver(first);
    expect(motion.add({ brightness: turned })).toEqual({ change: expect.any(Number) });
  });
});
