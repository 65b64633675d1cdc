import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createEngine,
  type DetectProgress,
  type FaceEngine,
  type TaggedGesture,
} from '../../../src/index.ts';
import { measuresQuality } from '../../support/chosen-pack.ts';
import { hasShared, sharedPicture } from '../../support/pictures.ts';

/** Somebody smiles in it, turns to his left and his right, looks up and down. */
const GESTURES = 'pad/videos/krzysiek_real.mp4';

/** Somebody sits still in it. */
const STILL = 'pad/videos/lestari_real.mp4';

describe.skipIf(!hasShared())('tags of a video', () => {
  let engine: FaceEngine;
  beforeAll(async () => {
    engine = await createEngine({ cache: false });
  });
  afterAll(() => engine.dispose());

  async function analysed(file: string, tags: string[]) {
    const frames: DetectProgress[] = [];
    const media = [{ name: 'video', content: await sharedPicture(file) }];
    const payload = {
      'media:tags': { video: tags },
      analyses: [{ type: 'quality', params: { threshold_spoofing: 1 } }],
    };
    const { analyses, system_resolution } = await engine.detect(
      { media, payload },
      { onProgress: (frame) => frames.push(frame) },
    );
    const [analysis] = analyses;
    expect(analysis?.resolution).toBe(system_resolution);
    const [result] = analysis?.results_media ?? [];
    return { resolution: system_resolution, gestures: result?.gestures, frames };
  }

  const madeIn = (gestures: TaggedGesture[] = []) =>
    gestures.filter(({ made }) => made).map(({ gesture }) => gesture);

  test('that name gestures which were made: told with their times, and SUCCESS', async () => {
    const tags = ['left', 'right', 'high', 'down', ...(measuresQuality() ? ['smile'] : [])];
    const { resolution, gestures, frames } = await analysed(GESTURES, [
      'video_selfie',
      ...tags.map((name) => `video_selfie_${name}`),
    ]);
    expect(gestures?.map(({ tag }) => tag)).toEqual(tags.map((name) => `video_selfie_${name}`));
    expect(gestures?.every(({ checked, made }) => checked && made)).toBe(true);
    expect(resolution).toBe('SUCCESS');
    const [left = 0, right = 0, up = 0, down = 0] = gestures?.map(({ time }) => time ?? Number.NaN) ?? [];
    expect([left, right, up, down]).toEqual([left, right, up, down].sort((a, b) => a - b));
    // As many are judged as without tags.
    expect(frames).toHaveLength(12);
  });

  test('that name a gesture which was not made: DECLINED', async () => {
    const { resolution, gestures } = await analysed(STILL, ['video_selfie_left', 'video_selfie_right']);
    expect(resolution).toBe('DECLINED');
    expect(gestures).toEqual(
      ['left', 'right'].map((side) => ({
        tag: `video_selfie_${side}`,
        gesture: `turn-${side}`,
        checked: true,
        made: false,
        time: null,
      })),
    );
  });

  test('that name what can’t be checked: said so, and nothing declined', async () => {
    const { resolution, gestures } = await analysed(STILL, ['video_selfie_scan']);
    expect(resolution).toBe('SUCCESS');
    expect(gestures).toEqual([
      { tag: 'video_selfie_scan', gesture: null, checked: false, made: false, time: null },
    ]);
  });

  test('that name nothing: the answer is the reference’s', async () => {
    const { resolution, gestures, frames } = await analysed(STILL, ['video_selfie', 'video_selfie_blank']);
    expect(resolution).toBe('SUCCESS');
    expect(gestures).toBeUndefined();
    expect(frames).toHaveLength(12);
  });

  test('of a video of a single frame: judged as without them', async () => {
    const outcome = (tags: string[]) =>
      analysed('cases/media/one-frame.webm', tags).then(
        ({ frames }) => frames.length,
        (error: Error) => error.message,
      );
    expect(await outcome(['video_selfie_left'])).toEqual(await outcome([]));
  });

  test('a picture shows no gesture', async () => {
    const picture = 'pad/nuaa-dev/live/0001_00_00_01_0.jpg';
    const { resolution, gestures } = await analysed(picture, ['video_selfie_left']);
    expect(madeIn(gestures)).toEqual([]);
    expect(resolution).toBe('DECLINED');
  });
});
