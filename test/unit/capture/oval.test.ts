import { describe, expect, test } from 'vitest';
import { DRAWING, OVAL, ovalIn, shownRegion } from '../../../src/capture/oval.ts';

describe('the region of a frame that the preview shows', () => {
  test('loses the sides of a wide frame in a tall preview', () => {
    const region = shownRegion({ width: 1280, height: 720 }, { width: 300, height: 400 });
    expect(region).toEqual({ x: 370, y: 0, width: 540, height: 720 });
  });

  test('loses top and bottom of a tall frame in a wide preview', () => {
    const region = shownRegion({ width: 720, height: 1280 }, { width: 400, height: 400 });
    expect(region).toEqual({ x: 0, y: 280, width: 720, height: 720 });
  });

  test('is the whole frame if the preview is not laid out', () => {
    expect(shownRegion({ width: 640, height: 480 }, { width: 0, height: 0 })).toEqual({
      x: 0,
      y: 0,
      width: 640,
      height: 480,
    });
  });
});

describe('the oval in a picture', () => {
  test('scales with the drawing', () => {
    const { width, height } = ovalIn({ width: 2 * DRAWING.width, height: 2 * DRAWING.height });
    expect([width, height]).toEqual([4 * OVAL.radiusX, 4 * OVAL.radiusY]);
  });

  test('stays in the middle of a wider picture', () => {
    const { x, width } = ovalIn({ width: 800, height: 400 });
    expect(x + width / 2).toBe(400);
  });
});
