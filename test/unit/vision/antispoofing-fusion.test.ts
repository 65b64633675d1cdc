import { describe, expect, test } from 'vitest';
import type { FusionRule } from '../../../src/runtime/model-manifest.ts';
import { antispoofingFusion } from '../../../src/vision/antispoofing-fusion.ts';
import { PixelPicture } from '../../support/pixel-picture.ts';

const box = { x: 40, y: 40, width: 20, height: 20 };
const picture = () => PixelPicture.painted(100, 100, () => [0, 0, 0]);

/** A model that gives an attack this chance whatever it sees. */
const sureOf = (name: string, chance: number) => ({
  name,
  model: { attackLogOdds: async () => Math.log(chance / (1 - chance)) },
});

const MEMBERS = [sureOf('a', 0.5), sureOf('b', 0.9), sureOf('c', 0.8)];

async function chanceBy(rule: FusionRule | undefined, members = MEMBERS): Promise<number> {
  const logOdds = await antispoofingFusion(members, rule).attackLogOdds(picture(), box);
  return 1 / (1 + Math.exp(-logOdds));
}

describe('antispoofing models together', () => {
  test.each<[string, FusionRule | undefined, number]>([
    ['the mean of their chances without a rule', undefined, 2.2 / 3],
    ['the mean by a rule', { mean: ['a', 'b', 'c'] }, 2.2 / 3],
    ['the highest', { max: ['a', 'b', 'c'] }, 0.9],
    ['the highest of a mean and another', { max: [{ mean: ['a', 'b'] }, 'c'] }, 0.8],
    ['the mean of another and a highest', { mean: ['c', { max: ['a', 'b'] }] }, 0.85],
  ])('give %s', async (_what, rule, chance) => {
    expect(await chanceBy(rule)).toBeCloseTo(chance, 6);
  });

  test('stay within the limits if all are sure', async () => {
    const sure = (logOdds: number) =>
      antispoofingFusion(
        ['a', 'b'].map((name) => ({ name, model: { attackLogOdds: async () => logOdds } })),
      ).attackLogOdds(picture(), box);
    expect(await sure(15)).toBeCloseTo(15, 6);
    expect(await sure(-15)).toBeCloseTo(-15, 6);
  });

  test('run one after another', async () => {
    const events: string[] = [];
    const slow = (name: string) => ({
      name,
      model: {
        attackLogOdds: async () => {
          events.push(`${name} begins`);
          await new Promise((resolve) => setTimeout(resolve));
          events.push(`${name} ends`);
          return 0;
        },
      },
    });
    await antispoofingFusion([slow('a'), slow('b')], { max: ['b', 'a'] }).attackLogOdds(picture(), box);
    expect(events).toEqual(['b begins', 'b ends', 'a begins', 'a ends']);
  });

  test('share the pixels of a crop that neighbours have in common', async () => {
    const shown = picture();
    const reading = (name: string, size: number) => ({
      name,
      model: {
        attackLogOdds: async (seen: PixelPicture) =>
          seen.read(box, size, size).width === size ? 0 : Number.NaN,
      },
    });
    const members = [reading('a', 80), reading('b', 80), reading('c', 128)];
    await antispoofingFusion(members as never).attackLogOdds(shown, box);
    expect(shown.reads.map(({ width }) => width)).toEqual([80, 128]);
  });

  test.each<[string, FusionRule, RegExp]>([
    ['forgets a model', { mean: ['a', 'b'] }, /c 0 times/],
    ['names one twice', { mean: ['a', 'b', { max: ['c', 'a'] }] }, /a 2 times/],
    ['names one that is not there', { mean: ['a', 'b', 'c', 'd'] }, /"d".*a, b, c/],
  ])('are refused if the rule %s', (_what, rule, message) => {
    expect(() => antispoofingFusion(MEMBERS, rule)).toThrow(
      expect.objectContaining({ code: 'BPE-001002', message: expect.stringMatching(message) }),
    );
  });

  test('are refused by a rule if two have one name', () => {
    expect(() => antispoofingFusion([...MEMBERS, sureOf('a', 0.1)], { max: ['a', 'b', 'c'] })).toThrow(
      'Two antispoofing models are named a',
    );
  });
});
