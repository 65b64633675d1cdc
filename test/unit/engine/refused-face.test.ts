import { describe, expect, test } from 'vitest';
import { refusedFace } from '../../../src/engine/refused-face.ts';
import { PixelPicture } from '../../support/pixel-picture.ts';
import { pointsOf } from '../../support/turned-head.ts';

/** Of a picture's edge and of grain, so that the face is sharp. */
const checks = (light: number, dark: number) =>
  PixelPicture.painted(400, 300, (x, y) => {
    const value = (x + y) % 2 === 0 ? light : dark;
    return [value, value, value];
  });

const PICTURE = checks(200, 60);
const FACE = {
  box: { x: 140, y: 50, width: 120, height: 140 },
  score: 1,
  points: pointsOf({}),
  embedding: { vector: new Float32Array(), length: 3 },
};
const [USUAL, TOO_COMMON] = [0.1, 0.3];
const BOUNDS = {
  commonness: { highest: 0.25 },
  bounds: { highestYaw: 50, lowestAspect: 1.1, lowestLength: 2.3 },
};

describe('no template is made', () => {
  test.each([-90, -55, 55, 75])('of a face turned away by %d degrees, however uncommon it is', (yaw) => {
    const face = { ...FACE, points: pointsOf({ yaw }) };
    const refusal = refusedFace(PICTURE, face, USUAL, BOUNDS);
    expect(refusal).toMatchObject({ code: 'BPE-003001', reason: 'turned-away' });
    expect(refusal?.message).toMatch(/looks towards the camera/);
  });

  test.each([
    ['covered', PICTURE, FACE],
    ['too-dark', checks(20, 0), FACE],
    ['too-bright', checks(255, 250), FACE],
    ['too-blurred', checks(128, 128), FACE],
    ['too-small', PICTURE, { ...FACE, points: pointsOf({ scale: 7 }) }],
    ['cut-off', PICTURE, { ...FACE, box: { ...FACE.box, y: 190 } }],
  ])('of a face like any other bad one, and what is wrong with it is told: %s', (reason, picture, face) => {
    const refusal = refusedFace(picture, face, TOO_COMMON, BOUNDS);
    expect(refusal).toMatchObject({ code: 'BPE-003001', reason });
  });

  test('of what gives a short embedding, as things do that are no face', () => {
    const face = { ...FACE, embedding: { ...FACE.embedding, length: 2.2 } };
    expect(refusedFace(PICTURE, face, 0, BOUNDS)).toMatchObject({ code: 'BPE-003001', reason: 'covered' });
  });

  test.each([
    ['at the bottom', { ...FACE, box: { x: 140, y: 190, width: 120, height: 108 } }],
    ['at the top', { ...FACE, box: { x: 140, y: -10, width: 120, height: 108 } }],
    [
      'of a face that lies',
      { ...FACE, box: { x: 2, y: 50, width: 108, height: 120 }, points: pointsOf({ roll: 90 }) },
    ],
  ])('of a face that the picture cuts short, though its points lie within: %s', (_where, face) => {
    expect(refusedFace(PICTURE, face, USUAL, BOUNDS)).toMatchObject({
      code: 'BPE-003001',
      reason: 'cut-off',
    });
  });
});

describe('a template is made', () => {
  test.each([-45, 0, 45])('of a face turned by %d degrees', (yaw) => {
    expect(refusedFace(PICTURE, { ...FACE, points: pointsOf({ yaw }) }, USUAL, BOUNDS)).toBeUndefined();
  });

  test.each([
    ['of a face as squat in the middle of the picture', { x: 140, y: 80, width: 120, height: 108 }],
    ['of a whole face at the edge', { x: 140, y: 160, width: 110, height: 138 }],
  ])('%s', (_which, box) => {
    expect(refusedFace(PICTURE, { ...FACE, box }, USUAL, BOUNDS)).toBeUndefined();
  });

  test('of a face of which enough is seen', () => {
    const face = { ...FACE, embedding: { ...FACE.embedding, length: 2.3 } };
    expect(refusedFace(PICTURE, face, USUAL, BOUNDS)).toBeUndefined();
  });

  test('of any face, by a pack without bounds', () => {
    const face = { ...FACE, points: pointsOf({ yaw: 75 }) };
    expect(refusedFace(PICTURE, face, 1, {})).toBeUndefined();
  });

  test('of a dark face that is not common, and of one at the bound', () => {
    expect(refusedFace(checks(20, 0), FACE, BOUNDS.commonness.highest, BOUNDS)).toBeUndefined();
  });
});
