import { describe, expect, test } from 'vitest';
import { guideByPlace, guideByQuality, speedBetween } from '../../../src/capture/guidance.ts';
import { ovalIn } from '../../../src/capture/oval.ts';
import { DEFAULT_MIN_QUALITY } from '../../../src/capture/thresholds.ts';
import type { Face } from '../../../src/engine/engine-methods.ts';
import { quality } from './qualities.ts';

const PICTURE = { width: 300, height: 400 };
const unasked = () => {
  throw new Error('The brightness is of no use if there is a face');
};

/** A face of a size relative to the oval's, off its centre by shares of it. */
function face(size: number, offX = 0, offY = 0): Pick<Face, 'box'> {
  const oval = ovalIn(PICTURE);
  const [width, height] = [oval.width * size, oval.height * size];
  const x = oval.x + (oval.width - width) / 2 + offX * oval.width;
  const y = oval.y + (oval.height - height) / 2 + offY * oval.height;
  return { box: { x, y, width, height } };
}

describe('guidance by place', () => {
  test.each([
    ['no-face', 120],
    ['too-dark', 12],
    ['too-bright', 252],
  ])('without a face says %s at a brightness of %i', (code, brightness) => {
    expect(guideByPlace([], PICTURE, () => brightness)).toBe(code);
  });

  test.each([
    ['move-closer', face(0.4)],
    ['move-back', face(1.3)],
    ['center-face', face(0.8, 0.3)],
    ['center-face', face(0.8, 0, -0.3)],
    [undefined, face(0.8, 0.1, 0.1)],
  ])('says %s', (code, one) => {
    expect(guideByPlace([one], PICTURE, unasked)).toBe(code);
  });

  test('asks a second person to leave, and minds no bystander far behind', () => {
    expect(guideByPlace([face(0.8), face(0.6)], PICTURE, unasked)).toBe('several-faces');
    expect(guideByPlace([face(0.8), face(0.2)], PICTURE, unasked)).toBeUndefined();
  });
});

describe('guidance by quality', () => {
  const guide = (changes: Parameters<typeof quality>[0], speed = 0.1) =>
    guideByQuality(quality(changes), speed, DEFAULT_MIN_QUALITY);

  test.each([
    ['ready', {}],
    ['too-dark', { underExposurePrevention: 31 }],
    ['too-dark', { underExposurePrevention: 90, dynamicRange: 66 }],
    ['too-bright', { overExposurePrevention: 58 }],
    ['too-bright', { overExposurePrevention: 80, underExposurePrevention: 100, dynamicRange: 66 }],
    ['look-straight', { headPoseYaw: 70 }],
    ['look-straight', { headPosePitch: 70 }],
    ['straighten-head', { headPoseRoll: 80 }],
    ['blurred', { sharpness: 20 }],
    ['open-eyes', { eyesOpen: 5 }],
    ['low-quality', { unifiedQualityScore: DEFAULT_MIN_QUALITY - 1 }],
  ] as const)('says %s for %o', (code, changes) => {
    expect(guide(changes)).toBe(code);
  });

  test('asks a head that moves to hold still, before it calls the picture blurred', () => {
    expect(guide({ sharpness: 20 }, 1)).toBe('hold-still');
  });

  test('minds the light before all else, as the rest is measured by it', () => {
    expect(guide({ underExposurePrevention: 20, headPoseYaw: 20, eyesOpen: 0 })).toBe('too-dark');
  });

  test('keeps to the app’s own minimum', () => {
    expect(guideByQuality(quality({ unifiedQualityScore: 92 }), 0, 95)).toBe('low-quality');
    expect(guideByQuality(quality({ unifiedQualityScore: 40 }), 0, 0)).toBe('ready');
  });
});

describe('the speed of a face', () => {
  const at = (x: number, time: number) => {
    const point = { x, y: 0 };
    const box = { x, y: 0, width: 100, height: 150 };
    return { face: { box, points: [point, point, point, point, point] as Face['points'] }, time };
  };

  test('is in its own widths a second', () => {
    expect(speedBetween(at(0, 0), at(20, 200))).toBeCloseTo(1);
    expect(speedBetween(at(7, 0), at(7, 200))).toBe(0);
  });

  test('is unknown, and taken for none, without a frame before', () => {
    expect(speedBetween(undefined, at(0, 0))).toBe(0);
    expect(speedBetween(at(0, 5), at(50, 5))).toBe(0);
  });
});
