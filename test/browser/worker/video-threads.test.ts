import { afterEach, describe, expect, test, vi } from 'vitest';
import { keepErrorCodes } from '../../../src/crossing/error-transfer.ts';
import type { VideoReader } from '../../../src/media/open-video.ts';
import { UnusableMediumError } from '../../../src/media/unusable-medium.ts';
import { serveVideos } from '../../../src/worker/serve-videos.ts';
import script from '../../../src/worker/video-script.ts?worker&url';
import { VideoThreads } from '../../../src/worker/video-threads.ts';
import { captureWorkers } from '../../support/captured-workers.ts';
import { makeVideo } from '../../support/videos.ts';

// As the engine's worker does.
keepErrorCodes();
const url = new URL(script, location.href).href;
const clip = await makeVideo(() => undefined);
const never = new AbortController().signal;

afterEach(() => {
  vi.unstubAllGlobals();
  globalThis.inpageFaceServeVideos = undefined;
});

async function sizesOf(reader: VideoReader): Promise<string[]> {
  const video = await reader.open(clip, never);
  const sizes: string[] = [];
  for await (const { picture } of video.frames(4)) {
    sizes.push(`${picture.width}x${picture.height}`);
    picture.close();
  }
  video.close();
  expect(sizes).toHaveLength(4);
  expect(video.info).toMatchObject({ duration: expect.closeTo(2, 0) });
  return sizes;
}

/** Threads that can't be started: the script is of another origin, and does what the tests' own module does. */
function noThreads(): VideoThreads {
  globalThis.inpageFaceServeVideos = serveVideos;
  return new VideoThreads('data:text/javascript,');
}

describe('a video', () => {
  test('is read in a thread of its own, which is kept for the next one', async () => {
    const started = captureWorkers();
    const threads = new VideoThreads(url);
    const first = await sizesOf(await threads.reader());
    expect(await sizesOf(await threads.reader())).toEqual(first);
    expect(started).toHaveLength(1);
  });

  test('that is open beside another is read in another thread', async () => {
    const started = captureWorkers();
    const threads = new VideoThreads(url);
    const readers = await Promise.all([threads.reader(), threads.reader()]);
    await Promise.all(readers.map(sizesOf));
    expect(started).toHaveLength(2);
  });

  test('is read by the engine’s own thread where no other can be started', async () => {
    const started = captureWorkers();
    await sizesOf(await noThreads().reader());
    expect(started).toHaveLength(0);
  });

  test('that nobody waits for any more takes its thread with it', async () => {
    const started = captureWorkers();
    const threads = new VideoThreads(url);
    const controller = new AbortController();
    const video = await (await threads.reader()).open(clip, controller.signal);
    const frames = video.frames(4);
    await frames.next();
    const next = frames.next();
    controller.abort(new DOMException('Enough', 'AbortError'));
    await expect(next.then(() => frames.next())).rejects.toThrow('Enough');
    video.close();
    await sizesOf(await threads.reader());
    expect(started.length).toBeGreaterThan(0);
  });

  test.each(['another', 'the engine’s'])(
    'that is none is refused by %s thread in the same words',
    async (whose) => {
      const threads = whose === 'another' ? new VideoThreads(url) : noThreads();
      const opening = (await threads.reader()).open(new Blob(['no video']), never);
      await expect(opening).rejects.toThrow(UnusableMediumError);
      await expect(opening).rejects.toMatchObject({ reason: 'unusable-medium' });
      await sizesOf(await threads.reader());
    },
  );
});

test('a script that reads no videos is told', async () => {
  const reader = new VideoThreads('data:text/javascript,').reader();
  await expect(reader).rejects.toThrow('is not the script that reads videos');
});
