import { expect, test } from 'vitest';
import type { FaceProposer } from '../../../src/vision/face-models.ts';
import { yunetDetector } from '../../../src/vision/yunet-detector.ts';
import { PixelPicture } from '../../support/pixel-picture.ts';

const RECIPE = {
  name: 'input',
  shape: [1, 3, 64, 64],
  layout: 'NCHW',
  color: 'BGR',
  mean: 0,
  scale: 1,
  crop: '',
} as const;

/** What a model with an input of 64 x 64 gives if it sees nothing. */
function nothing(): Record<string, Float32Array> {
  return Object.fromEntries(
    [8, 16, 32].flatMap((stride) => {
      const cells = (64 / stride) ** 2;
      return [
        [`cls_${stride}`, new Float32Array(cells)],
        [`obj_${stride}`, new Float32Array(cells)],
        [`bbox_${stride}`, new Float32Array(cells * 4)],
        [`kps_${stride}`, new Float32Array(cells * 10)],
      ];
    }),
  );
}

function detector(outputs: Record<string, Float32Array>): FaceProposer {
  return yunetDetector(async () => outputs, { ...RECIPE, shape: [1, 3, 64, 64] });
}

const picture = PixelPicture.painted(200, 100, () => [0, 0, 0]);
const whole = { x: 0, y: 0, width: 200, height: 100 };

test('reads box, points and confidence of a cell, in the picture’s pixels', async () => {
  const outputs = nothing();
  // Column 2, row 1 of the grid of 16 pixels; the picture is seen at 64 / 200 of its size.
  const cell = 1 * 4 + 2;
  outputs.cls_16?.fill(0.81, cell, cell + 1);
  outputs.obj_16?.fill(1, cell, cell + 1);
  outputs.bbox_16?.set([0.5, 0.25, Math.log(2), Math.log(1.5)], cell * 4);
  outputs.kps_16?.set([0, 0, 1, 0, 0.5, 0.5, 0, 1, 1, 1], cell * 10);
  const [face, ...others] = await detector(outputs).propose(picture, whole);
  expect(others).toEqual([]);
  expect(face?.score).toBeCloseTo(0.9);
  const scale = 200 / 64;
  const box = {
    x: (2.5 * 16 - 16) * scale,
    y: (1.25 * 16 - 12) * scale,
    width: 32 * scale,
    height: 24 * scale,
  };
  for (const [side, value] of Object.entries(box))
    expect(face?.box).toHaveProperty(side, expect.closeTo(value, 3));
  expect(face?.points?.map(({ x, y }) => [x, y])).toEqual(
    [
      [2, 1],
      [3, 1],
      [2.5, 1.5],
      [2, 2],
      [3, 2],
    ].map((point) => point.map((cells) => expect.closeTo(cells * 16 * scale, 3))),
  );
});

test('gives one face if neighbouring cells see the same, and none if nothing is sure', async () => {
  const outputs = nothing();
  outputs.obj_8?.fill(1, 0, 3);
  outputs.cls_8?.set([0.9, 0.8, 0.2]);
  outputs.bbox_8?.set([0, 0, 1, 1, -0.8, 0, 1, 1, 0, 0, 0, 0]);
  const faces = await detector(outputs).propose(picture, whole);
  expect(faces.map(({ score }) => score)).toEqual([expect.closeTo(Math.sqrt(0.9))]);
});

test('names the output that a model of another kind lacks', async () => {
  await expect(detector({}).propose(picture, whole)).rejects.toThrow('cls_8');
});
