import { describe, expect, test } from 'vitest';
import { detectorView } from '../../../src/vision/detector-view.ts';

const largest = { width: 320, height: 240 };

const viewOf = (width: number, height: number) => detectorView({ x: 0, y: 0, width, height }, largest, 8);

describe('what a detector is shown', () => {
  test('is the whole largest input if the region has its shape', () => {
    expect(viewOf(640, 480)).toEqual({
      box: { x: 0, y: 0, width: 640, height: 480 },
      width: 320,
      height: 240,
      scale: 2,
    });
  });

  test('is no wider than a square, and no higher than a wide region needs', () => {
    expect(viewOf(250, 250)).toMatchObject({ width: 240, height: 240, scale: 250 / 240 });
    expect(viewOf(1920, 1080)).toMatchObject({ width: 320, height: 184, scale: 6 });
  });

  test('reaches beyond a region that is no whole number of cells', () => {
    const { box, width, scale } = viewOf(480, 640);
    expect(width).toBe(184);
    expect(box.width).toBeCloseTo(184 * scale);
    expect(box.height).toBeCloseTo(640);
  });

  test('begins where the region begins', () => {
    expect(detectorView({ x: 30, y: 40, width: 100, height: 100 }, largest, 8).box).toMatchObject({
      x: 30,
      y: 40,
    });
  });

  test('shows even the thinnest region in one cell', () => {
    expect(viewOf(10_000, 3)).toMatchObject({ width: 320, height: 8 });
  });
});
