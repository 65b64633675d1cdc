import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiLiteError, createEngine, type FaceEngine } from '../../../src/index.ts';
import { avifOfManySizes, jpegOfTinySegments, webmWithEmptyCluster } from '../../support/hostile-media.ts';
import { hasShared, samePerson, sharedPicture } from '../../support/pictures.ts';
import { makeVideo } from '../../support/videos.ts';

let engine: FaceEngine;
let probe: Blob;
let template: Uint8Array;

beforeAll(async () => {
  engine = await createEngine({ cache: false });
  [probe] = await samePerson();
  template = await engine.extract(probe);
});
afterAll(() => engine.dispose());

/** Milliseconds within which each of these is refused here; on its own each takes one or two seconds at the most. */
const SOON = 12_000;

async function refusedSoon(call: Promise<unknown>, code: string): Promise<void> {
  const start = performance.now();
  await expect(call).rejects.toMatchObject({ code });
  expect(performance.now() - start).toBeLessThan(SOON);
  // Others are answered as ever.
  expect(await engine.extract(probe)).toEqual(template);
}

const detect = (content: Blob) => engine.detect({ media: [{ name: 'clip', content }] });

describe('media that lead their readers in a circle are refused', () => {
  test('a cluster without bytes, whose reader looks for the next one where it is', async () => {
    await refusedSoon(detect(await webmWithEmptyCluster()), 'LDE-002004');
  });

  test.skipIf(!hasShared()).for(['webm-cluster-size0', 'medium-1074'])('%s', async (name) => {
    await refusedSoon(detect(await sharedPicture(`cases/hostile/${name}`)), 'LDE-002004');
  });

  test.skipIf(!hasShared())('medium-8 is damaged, but the frames before the damage are intact', async () => {
    const answered = await detect(await sharedPicture('cases/hostile/medium-8')).then(
      ({ media }) => media[0]?.media_type,
      ({ reason }) => reason,
    );
    // The frames were looked at in any case: their face is smeared, or the pack is not sure of it.
    expect(['too-blurred', 'too-few-frames', 'no-face']).toContain(answered);
  });

  test('an AVIF of endless properties', async () => {
    await refusedSoon(engine.extract(avifOfManySizes(8e6)), 'BPE-002003');
    await refusedSoon(detect(avifOfManySizes(8e6)), 'LDE-002004');
  });

  test('a JPEG of 49 MB of tiny segments', async () => {
    await refusedSoon(engine.extract(jpegOfTinySegments(49e6)), 'BPE-002003');
  });
});

test('a video with a byte of its index altered is read, or refused as a medium', async () => {
  const video = await makeVideo((context, frame) => context.fillRect(frame, frame, 90, 90), {
    width: 160,
    height: 120,
    seconds: 1,
    fastStart: 'in-memory',
  });
  const good = new Uint8Array(await video.arrayBuffer());
  const end = new TextDecoder('latin1').decode(good).indexOf('mdat');
  for (let at = 4; at < end; at += 31) {
    const bytes = good.slice();
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    const code = await detect(new Blob([bytes])).catch(({ code }: ApiLiteError) => code);
    if (typeof code === 'string') expect(code, `byte ${at}`).toBe('LDE-002004');
  }
});

describe('a limit of time', () => {
  test('of an app refuses what takes longer, and nothing else', async () => {
    const hasty = await createEngine({ cache: false, limits: { mediumTime: 1 } });
    try {
      const content = await webmWithEmptyCluster();
      const call = hasty.detect({ media: [{ name: 'clip', content }] });
      await expect(call).rejects.toThrow('takes more than 0.001 seconds');
      expect(await hasty.extract(probe)).toEqual(template);
    } finally {
      hasty.dispose();
    }
  });

  test('can be lowered, not raised', async () => {
    await expect(createEngine({ limits: { pictureTime: 0 } })).rejects.toThrow('limits.pictureTime');
    await expect(createEngine({ limits: { mediumTime: 1e9 } })).rejects.toThrow('limits.mediumTime');
  });
});
