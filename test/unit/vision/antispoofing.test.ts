import { describe, expect, test } from 'vitest';
import type { InputRecipe } from '../../../src/runtime/model-manifest.ts';
import { antispoofingClassifier } from '../../../src/vision/antispoofing.ts';
import { PixelPicture } from '../../support/pixel-picture.ts';

const RECIPE = {
  name: 'input',
  shape: [1, 3, 80, 80],
  layout: 'NCHW',
  color: 'BGR',
  mean: 0,
  scale: 1,
  crop: '',
} satisfies InputRecipe;

const box = { x: 40, y: 40, width: 20, height: 20 };
const picture = () => PixelPicture.painted(100, 100, () => [0, 0, 0]);

function classifier(logits: number[], liveIndex = 1, cropScale = 2.7) {
  const output = Float32Array.from(logits);
  const traits = { liveIndex, sampling: 'bilinear', edge: 'shifted' } as const;
  return antispoofingClassifier(async () => ({ output }), { ...RECIPE, cropScale }, traits);
}

describe('a classifier', () => {
  test('gives the log-odds of an attack of any kind', async () => {
    const logOdds = await classifier([1, 3, 2]).attackLogOdds(picture(), box);
    expect(logOdds).toBeCloseTo(Math.log((Math.exp(1) + Math.exp(2)) / Math.exp(3)), 5);
  });

  test('takes the live logit where its family has it', async () => {
    expect(await classifier([9, 0, 0], 0).attackLogOdds(picture(), box)).toBeLessThan(-8);
    expect(await classifier([9, 0, 0], 1).attackLogOdds(picture(), box)).toBeGreaterThan(8);
  });

  test('sees the face with as much about it as the recipe says', async () => {
    const shown = picture();
    await classifier([0, 0], 1, 4).attackLogOdds(shown, box);
    expect(shown.reads[0]?.region).toEqual({ x: 10, y: 10, width: 80, height: 80 });
  });

  test('sees a square about the longer side, mirrored where the picture ends, if its family was trained so', async () => {
    const shown = PixelPicture.painted(100, 100, (x, y) => [x, y, 0]);
    const inputs: Float32Array[] = [];
    const run = async ({ data }: { data: Float32Array }) => {
      inputs.push(data.slice());
      return { output: Float32Array.of(0, 0) };
    };
    const traits = { liveIndex: 0, sampling: 'smooth', edge: 'mirrored' } as const;
    const model = antispoofingClassifier(run, { ...RECIPE, cropScale: 2 }, traits);
    await model.attackLogOdds(shown, { x: 0, y: 30, width: 20, height: 40 });
    // 80 pixels of 80: from -30 to 50 across, from 10 to 90 down.
    const [blue, green, red] = [0, 1, 2].map((plane) =>
      inputs[0]?.subarray(plane * 6400, (plane + 1) * 6400),
    );
    expect([0, 29, 30, 31, 79].map((column) => red?.[column])).toEqual([30, 1, 0, 1, 49]);
    expect([0, 79].map((row) => green?.[row * 80])).toEqual([10, 89]);
    expect(blue?.[0]).toBe(0);
  });
});
