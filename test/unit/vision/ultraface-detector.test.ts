import { expect, test } from 'vitest';
import type { InputRecipe } from '../../../src/runtime/model-manifest.ts';
import { ultrafaceDetector } from '../../../src/vision/ultraface-detector.ts';
import { PixelPicture } from '../../support/pixel-picture.ts';

const recipe: InputRecipe = {
  name: 'input',
  shape: [1, 3, 240, 320],
  layout: 'NCHW',
  color: 'RGB',
  mean: 127,
  scale: 128,
  crop: '',
};

/** Seen at half its size, in an input of 160 x 240. */
const picture = PixelPicture.painted(320, 480, () => [0, 0, 0]);
const whole = { x: 0, y: 0, width: 320, height: 480 };
const anchorsOf = { 8: 3, 16: 2, 32: 2, 64: 3 };

/** What the heads give if they see nothing. */
function nothing(): Record<string, Float32Array> {
  return Object.fromEntries(
    Object.entries(anchorsOf).flatMap(([stride, anchors]) => {
      const cells = Math.ceil(160 / Number(stride)) * Math.ceil(240 / Number(stride));
      return [
        [`classes_${stride}`, new Float32Array(2 * anchors * cells)],
        [`offsets_${stride}`, new Float32Array(4 * anchors * cells)],
      ];
    }),
  );
}

const detect = (outputs: Record<string, Float32Array>) =>
  ultrafaceDetector(async () => outputs, recipe).propose(picture, whole);

test('reads the box and the confidence of an anchor, in the picture’s pixels', async () => {
  const outputs = nothing();
  // The second anchor, of 48 pixels, in column 3, row 2 of the grid of 10 by 15 cells.
  const [cells, cell] = [150, 2 * 10 + 3];
  outputs.classes_16?.fill(Math.log(9), 3 * cells + cell, 3 * cells + cell + 1);
  for (const [part, value] of [1, -2, Math.log(2) / 0.2, 0].entries()) {
    outputs.offsets_16?.fill(value, (4 + part) * cells + cell, (4 + part) * cells + cell + 1);
  }
  const [face, ...others] = await detect(outputs);
  expect(others).toEqual([]);
  expect(face?.score).toBeCloseTo(0.9);
  const centre = { x: 3.5 * 16 + 4.8, y: 2.5 * 16 - 9.6 };
  const box = { x: 2 * (centre.x - 48), y: 2 * (centre.y - 24), width: 2 * 96, height: 2 * 48 };
  for (const [side, value] of Object.entries(box))
    expect(face?.box).toHaveProperty(side, expect.closeTo(value, 3));
});

test('gives one face if neighbouring cells see the same, and none if nothing is sure', async () => {
  const outputs = nothing();
  // The second anchor, of 192 pixels, in the first row of 3 by 4 cells.
  outputs.classes_64?.set([3, 2, 0.2], 3 * 12);
  const faces = await detect(outputs);
  expect(faces.map(({ score }) => score)).toEqual([expect.closeTo(1 / (1 + Math.exp(-3)))]);
});

test('runs the model on no more than the picture’s shape needs', async () => {
  const shapes: (readonly number[])[] = [];
  const detector = ultrafaceDetector(async ({ shape }) => {
    shapes.push(shape);
    return nothing();
  }, recipe);
  await detector.propose(picture, whole);
  expect(shapes).toEqual([[1, 3, 240, 160]]);
});

test('tells how a published model, which decodes its boxes itself, is made ready', async () => {
  const decoded = { scores: new Float32Array(8840), boxes: new Float32Array(17680) };
  await expect(detect(decoded)).rejects.toThrow(/classes_8.*convert-model/);
});
