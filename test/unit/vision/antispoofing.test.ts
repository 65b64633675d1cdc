import { describe, expect, test } from 'vitest';
import type { InputRecipe } from '../../../src/runtime/model-manifest.ts';
import { antispoofingClassifier, antispoofingEnsemble } from '../../../src/vision/antispoofing.ts';
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
  const traits = { liveIndex, sampling: 'bilinear' } as const;
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
});

describe('an ensemble', () => {
  const logOddsOf = (...members: number[][]) =>
    antispoofingEnsemble(members.map((logits) => classifier(logits))).attackLogOdds(picture(), box);

  test('takes the mean of its members’ chances', async () => {
    // Attack with a chance of 0.5 and of 0.9.
    const logOdds = await logOddsOf([0, 0], [Math.log(9), 0]);
    expect(1 / (1 + Math.exp(-logOdds))).toBeCloseTo(0.7, 6);
  });

  test('stays within the limits if all are sure', async () => {
    expect(await logOddsOf([99, 0], [99, 0])).toBeCloseTo(15, 6);
    expect(await logOddsOf([0, 99], [0, 99])).toBeCloseTo(-15, 6);
  });
});
