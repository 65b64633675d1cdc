import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { createEngine, type FaceEngine } from '../../../src/index.ts';
import { AnimatedPicture } from '../../../src/media/animated-picture.ts';
import { exifOf, joined, webpChunk } from '../../support/picture-files.ts';
import { encodedPicture } from '../../support/pictures.ts';

/** A picture of several frames, sent as a video selfie. */

let engine: FaceEngine;
beforeAll(async () => {
  engine = await createEngine({ cache: false });
});
afterAll(() => engine.dispose());

/** What came of a medium, and the seconds of its frames. */
async function detected(content: Blob) {
  const times: number[] = [];
  const request = { media: [{ name: 'selfie', content }] };
  const folder = await engine.detect(request, { onProgress: ({ time }) => times.push(time) });
  const [medium] = folder.media;
  if (!medium) throw new Error('no medium');
  return { medium, times };
}

const cut = (blob: Blob, share: number) => blob.slice(0, Math.floor(blob.size * share));

describe.each([
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['png', 'image/apng'],
])('an animated %s', (ending, mimeType) => {
  test('is judged by its frames, at the times of their durations', async () => {
    const { medium, times } = await detected(await encodedPicture(`moving.${ending}`));
    expect(medium).toMatchObject({
      media_type: 'VIDEO_FOLDER',
      info: { video: { duration: 2.1, FPS: 2.86, width: 188, height: 180, 'mime-type': mimeType } },
    });
    expect(times).toEqual([0, 0.1, 0.3, 0.6, 1, 1.5]);
  });

  test('is judged by all of its frames if it is given by itself, too; extract takes the first', async () => {
    const curtain = await encodedPicture(`curtain.${ending}`);
    expect((await engine.detect(curtain)).score).toBeLessThan(1);
    await expect(engine.extract(curtain)).rejects.toMatchObject({ code: 'BPE-003002' });
    expect(await engine.faces(await encodedPicture(`moving.${ending}`))).toHaveLength(1);
  });

  test('that is cut short is judged by the frames that are whole', async () => {
    const { medium, times } = await detected(cut(await encodedPicture(`moving.${ending}`), 0.7));
    expect(medium.media_type).toBe('VIDEO_FOLDER');
    expect(times.length).toBeGreaterThanOrEqual(3);
    expect(times.length).toBeLessThan(6);
  });

  test('without a whole frame is refused as a medium', async () => {
    for (const share of [0.02, 0.1]) {
      const damaged = cut(await encodedPicture(`moving.${ending}`), share);
      await expect(detected(damaged)).rejects.toMatchObject({ code: 'LDE-002004' });
      await expect(engine.detect(damaged)).rejects.toMatchObject({ code: 'LDE-002004' });
    }
  });

  test('that stands still stays a picture', async () => {
    const { medium } = await detected(await encodedPicture(`plain.${ending}`));
    expect(medium.media_type).toBe('IMAGE_FOLDER');
  });

  test('is refused with what to send if the browser can not take it apart', async () => {
    vi.stubGlobal('ImageDecoder', undefined);
    try {
      await expect(AnimatedPicture.open(await encodedPicture(`moving.${ending}`))).rejects.toThrow(
        /this browser has no ImageDecoder for its frames: send a video/,
      );
      expect(await AnimatedPicture.open(await encodedPicture(`plain.${ending}`))).toBeUndefined();
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

async function framesOf(blob: Blob, count: number) {
  const animated = await AnimatedPicture.open(blob);
  if (!animated) throw new Error('stands still');
  const frames: { time: number; width: number; height: number }[] = [];
  for await (const { time, picture } of animated.frames(count)) {
    frames.push({ time, width: picture.width, height: picture.height });
    picture.close();
  }
  animated.close();
  return { frames, info: animated.info() };
}

test('the orientation of an animated WebP is applied to its frames', async () => {
  const webp = new Uint8Array(await (await encodedPicture('moving.webp')).arrayBuffer());
  const turned = joined(webp, webpChunk('EXIF', exifOf(6)));
  new DataView(turned.buffer).setUint32(4, turned.length - 8, true);
  const { frames } = await framesOf(new Blob([turned]), 2);
  expect(frames).toMatchObject([{ width: 180, height: 188 }, { time: 0.6 }]);
});

test('frames without durations are a tenth of a second apart, as browsers show them', async () => {
  const gif = new Uint8Array(await (await encodedPicture('moving.gif')).arrayBuffer());
  // Graphic control extensions.
  for (let at = 0; at + 8 < gif.length; at++) {
    if (gif[at] === 0x21 && gif[at + 1] === 0xf9 && gif[at + 2] === 4) gif.fill(0, at + 4, at + 6);
  }
  const { frames, info } = await framesOf(new Blob([gif]), 12);
  expect(frames.map(({ time }) => Math.round(10 * time))).toEqual([0, 1, 2, 3, 4, 5]);
  expect(info.duration).toBeCloseTo(0.6);
});

test.skipIf(!inject('hasFfmpeg'))('an animated AVIF is taken apart', async () => {
  const avif = await (await fetch('/test-data/ffmpeg/moving.avif')).blob();
  const { frames, info } = await framesOf(avif, 5);
  expect(frames.map(({ time }) => time)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
  expect(info).toMatchObject({ duration: 1, framesPerSecond: 25, width: 320, height: 240 });
  await expect(framesOf(cut(avif, 0.6), 5)).rejects.toThrow('is an animated AVIF that is damaged');
});
