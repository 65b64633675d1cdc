import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { makeMedium } from '../../../../scripts/attacks/make-medium.ts';
import { type Kind, planAttacks } from '../../../../scripts/attacks/plan-attacks.ts';
import { randomNumbers } from '../../../../scripts/evaluate/random-numbers.ts';

const PICTURES = Array.from({ length: 30 }, (_, index) => join('people', `p${index % 10}`, `${index}.jpg`));

describe('a plan of attacks', () => {
  const plan = planAttacks(PICTURES, { live: 8, each: 4, videos: 3 }, randomNumbers(1));

  test('has so many of each kind, no picture twice', () => {
    expect(plan).toHaveLength(8 + 4 * 4 + 2 * 3);
    expect(new Set(plan.map(({ picture }) => picture)).size).toBe(plan.length);
    expect(plan.filter(({ kind }) => kind === 'screen')).toHaveLength(4);
  });

  test('names person and collection, and puts another person behind', () => {
    for (const { picture, background, person, source } of plan) {
      expect([source, person]).toEqual(picture.split(/[\\/]/).slice(0, 2));
      expect(background).not.toContain(join('people', person, '/'));
    }
  });

  test('is the same for the same seed', () => {
    const again = (seed: number) =>
      planAttacks(PICTURES, { live: 8, each: 4, videos: 3 }, randomNumbers(seed));
    expect(again(1)).toEqual(plan);
    expect(again(2)).not.toEqual(plan);
  });

  test('is refused if there are too few pictures', () => {
    expect(() => planAttacks(PICTURES, { live: 30, each: 1, videos: 0 }, randomNumbers(1))).toThrow(
      'There are 30 pictures, and 34 are asked for.',
    );
  });
});

describe('a made attack', () => {
  let folder: string;
  let picture: string;
  let background: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'attacks-'));
    [picture, background] = [join(folder, 'red.png'), join(folder, 'blue.png')];
    const plain = (color: string) =>
      sharp({ create: { width: 250, height: 250, channels: 3, background: color } });
    await plain('#c04030').toFile(picture);
    await plain('#2040c0').toFile(background);
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function made(kind: Kind, seed = 1): Promise<Buffer> {
    const file = join(folder, kind);
    const plan = { file, kind, picture, background, source: '', person: '' };
    await makeMedium(plan, file, randomNumbers(seed));
    return readFile(file);
  }

  /** The colour of a part, by its middle in shares of the side. */
  async function colorAt(content: Buffer, x: number, y: number) {
    const { width, height } = await sharp(content).metadata();
    const part = {
      left: Math.round(x * width) - 10,
      top: Math.round(y * height) - 10,
      width: 20,
      height: 20,
    };
    const { channels } = await sharp(await sharp(content).extract(part).toBuffer()).stats();
    return channels.map(({ mean }) => mean);
  }

  test.each(['print', 'screen', 'cut-out'] as const)('shows the picture before another: %s', async (kind) => {
    const content = await made(kind);
    expect(await sharp(content).metadata()).toMatchObject({ format: 'jpeg', width: 720, height: 720 });
    const [red = 0, , blue = 0] = await colorAt(content, 0.5, 0.5);
    expect(red).toBeGreaterThan(blue + 20);
    const [redBehind = 0, , blueBehind = 0] = await colorAt(content, 0.03, 0.5);
    expect(blueBehind).toBeGreaterThan(redBehind + 20);
  });

  test('is the same bytes for the same seed', async () => {
    const first = await made('screen');
    expect(first.equals(await made('screen'))).toBe(true);
    expect(first.equals(await made('screen', 2))).toBe(false);
  });

  test.skipIf(!inject('hasFfmpeg'))('may be a video', async () => {
    const [still, moved] = [await made('still-video'), await made('moved-video')];
    for (const video of [still, moved]) expect(video.subarray(4, 8).toString()).toBe('ftyp');
  });
});
