import { expect, test } from 'vitest';
import { faceFault, surroundingsOf } from '../../../src/engine/face-fault.ts';

const FACE = {
  box: { x: 100, y: 100, width: 100, height: 120 },
  surroundings: 2,
  quality: { unifiedQualityScore: 80, sharpness: 80, underExposurePrevention: 95 },
};

test('a good face can be judged, whatever was not measured', () => {
  expect(faceFault(FACE)).toBeUndefined();
});

test.each([
  ['too-small', { ...FACE, box: { ...FACE.box, width: 39 } }],
  ['no-surroundings', { ...FACE, surroundings: 1.29 }],
  ['too-dark', { ...FACE, quality: { ...FACE.quality, underExposurePrevention: 49 } }],
  ['too-bright', { ...FACE, quality: { ...FACE.quality, overExposurePrevention: 49 } }],
  ['too-blurred', { ...FACE, quality: { ...FACE.quality, sharpness: 19 } }],
  ['cut-off', { ...FACE, quality: { ...FACE.quality, faceWithinPicture: 89 } }],
])('what is wrong with a face is told: %s', (reason, face) => {
  const fault = faceFault(face);
  expect(fault).toMatchObject({ code: 'LDE-002004', reason });
});

test('the surroundings are the picture’s shorter extent in sizes of the face', () => {
  expect(surroundingsOf(FACE.box, { width: 300, height: 240 })).toBe(2);
  expect(surroundingsOf(FACE.box, { width: 150, height: 240 })).toBe(1.5);
});
