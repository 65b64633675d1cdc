import { describe, expect, test } from 'vitest';
import type { InputRecipe } from '../../../src/runtime/model-manifest.ts';
import { InputTensor } from '../../../src/vision/input-tensor.ts';

const recipe: InputRecipe = {
  name: 'input',
  shape: [1, 3, 1, 2],
  layout: 'NCHW',
  color: 'RGB',
  mean: 127,
  scale: 128,
  crop: 'whole',
};

/** Two pixels beside each other. */
const pixels = { data: Uint8ClampedArray.of(0, 127, 255, 255, 10, 20, 30, 255), width: 2, height: 1 };

const filled = (change: Partial<InputRecipe>) => new InputTensor({ ...recipe, ...change }).fill(pixels);

describe('a model’s input', () => {
  test('holds one plane after the other, each value (v - mean) / scale', () => {
    const { data, shape } = filled({});
    expect(shape).toEqual([1, 3, 1, 2]);
    const expected = [0, 10, 127, 20, 255, 30].map((value) => (value - 127) / 128);
    expect([...data]).toEqual(expected.map((value) => expect.closeTo(value, 6)));
  });

  test('in BGR starts with the blue plane', () => {
    const [rgb, bgr] = [filled({}).data, filled({ color: 'BGR' }).data];
    expect([...bgr]).toEqual([...rgb.slice(4), ...rgb.slice(2, 4), ...rgb.slice(0, 2)]);
  });

  test('takes mean and scale of each channel in the order of its colours', () => {
    const { data } = filled({ color: 'BGR', mean: [1, 2, 3], scale: [10, 20, 40] });
    const expected = [(255 - 1) / 10, (30 - 1) / 10, (127 - 2) / 20, (20 - 2) / 20, -3 / 40, (10 - 3) / 40];
    expect([...data]).toEqual(expected.map((value) => expect.closeTo(value, 5)));
  });

  test('in grey is the luma of BT.601', () => {
    const { data } = filled({ shape: [1, 1, 1, 2], color: 'grey', mean: 0, scale: 256 });
    const luma = [0.587 * 127 + 0.114 * 255, 0.299 * 10 + 0.587 * 20 + 0.114 * 30];
    expect([...data]).toEqual(luma.map((value) => expect.closeTo(value / 256, 6)));
  });

  test('is one tensor, filled anew each time', () => {
    const tensor = new InputTensor(recipe);
    expect(tensor.fill(pixels)).toBe(tensor.fill({ ...pixels, data: pixels.data.slice() }));
  });
});
