import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createEngine, type FaceEngine, type WatchedFrame } from '../../../src/index.ts';
import { captureWorkers } from '../../support/captured-workers.ts';
import { IS_DEFAULT_PACK, measuresQuality } from '../../support/chosen-pack.ts';
import { cameraShowing, firstOf, framesOf, idsIn, loadedVideo } from '../../support/live-videos.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { hasShared, sharedPicture } from '../../support/pictures.ts';
import { makeVideo } from '../../support/videos.ts';

const LIVE = 'pad/videos/lestari_real.mp4';
const OTHER = 'pad/videos/krzysiek_real.mp4';

/** In distances between the eyes; five points of a detector drift more than 68 landmarks. */
const MAX_POINT_DRIFT = IS_DEFAULT_PACK ? 0.15 : 0.25;

describe.skipIf(!hasShared())('watching faces', () => {
  let engine: FaceEngine;
  let clip: Blob;
  /** Two seconds of one person, ten frames a second. */
  let frames: ImageBitmap[];
  let others: ImageBitmap[];

  beforeAll(async () => {
    engine = await createEngine({ cache: false });
    clip = await sharedPicture(LIVE);
    frames = await framesOf(clip, 10, 20);
    others = await framesOf(await sharedPicture(OTHER), 10, 8);
  });
  afterAll(async () => {
    await engine.eraseAll();
    engine.dispose();
  });

  test('a list of frames: each is looked at, and the person keeps the id', async () => {
    const seen = await firstOf(engine.watch(frames), 100);
    expect(seen).toHaveLength(frames.length);
    expect(seen.map(({ time }) => time)).toEqual(frames.map((_, number) => number));
    expect(seen.every(({ faces, dropped }) => faces.length === 1 && dropped === 0)).toBe(true);
    expect([...idsIn(seen)]).toEqual([1]);
    // The app's own frames stay what they were.
    expect(frames.every(({ width }) => width > 0)).toBe(true);
  });

  test('the faces that are followed are those that are found in each frame by itself', async () => {
    const seen = await firstOf(engine.watch(frames), 100);
    for (const [at, { faces }] of seen.entries()) {
      const [found] = await engine.faces(frames[at] as ImageBitmap);
      const [followed] = faces;
      if (!found || !followed) throw new Error('No face');
      const eyes = found.points[1].x - found.points[0].x;
      for (const [point, { x, y }] of followed.points.entries()) {
        const { x: alone, y: height } = found.points[point] as { x: number; y: number };
        expect(Math.hypot(x - alone, y - height) / eyes).toBeLessThan(MAX_POINT_DRIFT);
      }
    }
  });

  test('a <video> that plays: its own times in order, one person, until its end', async () => {
    const video = await loadedVideo(clip);
    const seen: WatchedFrame[] = [];
    const watching = (async () => {
      for await (const frame of engine.watch(video)) seen.push(frame);
    })();
    await video.play();
    await watching;
    expect(video.ended).toBe(true);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen[0]).toMatchObject({ width: video.videoWidth, height: video.videoHeight });
    const times = seen.map(({ time }) => time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect([...idsIn(seen)]).toEqual([1]);
  });

  test('a MediaStream and its track, which go on afterwards', async () => {
    const camera = cameraShowing(frames);
    const [track] = camera.stream.getVideoTracks();
    if (!track) throw new Error('No track');
    expect([...idsIn(await firstOf(engine.watch(camera.stream), 4))]).toEqual([1]);
    expect([...idsIn(await firstOf(engine.watch(track), 4))]).toEqual([1]);
    expect(track.readyState).toBe('live');
    camera.stop();
    expect(await firstOf(engine.watch(camera.stream), 4)).toEqual([]);
  });

  test('a browser without processors of tracks shows the track in a <video>', async () => {
    vi.stubGlobal('MediaStreamTrackProcessor', undefined);
    const camera = cameraShowing(frames);
    expect([...idsIn(await firstOf(engine.watch(camera.stream), 3))]).toEqual([1]);
    camera.stop();
    vi.unstubAllGlobals();
  });

  test('a stream of VideoFrames is read on: what comes while a frame is in work is dropped and closed', async () => {
    const made = frames.slice(0, 8).map((frame, at) => new VideoFrame(frame, { timestamp: at * 100_000 }));
    let isCancelled = false;
    const stream = new ReadableStream<VideoFrame>({
      start(own) {
        for (const frame of made) own.enqueue(frame);
      },
      cancel() {
        isCancelled = true;
      },
    });
    const [first] = await firstOf(engine.watch(stream), 1);
    expect(first?.faces).toHaveLength(1);
    await vi.waitFor(() => expect(made.every(({ codedWidth }) => codedWidth === 0)).toBe(true), PATIENCE_MS);
    expect(isCancelled).toBe(true);
  });

  test('tells what is asked for, and nothing else', async () => {
    const [plain] = await firstOf(engine.watch(frames.slice(0, 1)), 1);
    const face = plain?.faces[0];
    for (const name of ['quality', 'liveness', 'template', 'candidate', 'landmarks']) {
      expect(face).not.toHaveProperty(name);
    }
    expect(Math.abs(face?.pose.yaw ?? 90)).toBeLessThan(30);
    const all = { quality: true, liveness: true, templates: 'best', landmarks: true } as const;
    const seen = await firstOf(engine.watch(frames, all), 100);
    const last = seen.at(-1)?.faces[0];
    expect(last?.quality?.unifiedQualityScore).toBeGreaterThan(20);
    expect(last?.liveness).toMatchObject({ passed: true, frames: 12 });
    expect(last?.template?.byteLength).toBeGreaterThan(0);
    if (measuresQuality()) {
      expect(last?.landmarks).toHaveLength(68);
      expect(last?.eyesOpen).toHaveLength(2);
      expect(last?.mouthOpen).toBeLessThan(0.9);
    }
    const score = (
      await engine.compare(last?.template as Uint8Array, await engine.extract(frames[10] as ImageBitmap))
    ).score;
    expect(score).toBeGreaterThan(0.85);
  });

  test('after a gap a person is known again by template, and another one is not', {
    timeout: 4 * PATIENCE_MS,
  }, async () => {
    const { width, height } = frames[0] as ImageBitmap;
    const empty = new OffscreenCanvas(width, height);
    empty.getContext('2d');
    const gap = Array.from({ length: 12 }, () => empty);
    const scene = [...frames.slice(0, 5), ...gap, ...others, ...gap, ...frames.slice(10, 15)];
    const seen = await firstOf(engine.watch(scene, { templates: 'best' }), 100);
    const ids = seen.map(({ faces }) => faces.map(({ id }) => id));
    expect(new Set(ids.slice(0, 5).flat())).toEqual(new Set([1]));
    const other = new Set(ids.slice(17, 17 + others.length).flat());
    expect(other.size).toBeGreaterThan(0);
    expect(other.has(1)).toBe(false);
    expect(ids.at(-1)).toEqual([1]);
  });

  test('a face has the name that it is enrolled under', async () => {
    const gallery = await engine.gallery('live');
    await gallery.enroll('lestari', frames[10] as ImageBitmap);
    const seen = await firstOf(engine.watch(frames, { gallery }), 100);
    expect(seen.at(-1)?.faces[0]?.candidate).toMatchObject({ id: 'lestari', decision: 'approved' });
    const strangers = await firstOf(engine.watch(others, { gallery }), 100);
    expect(strangers.at(-1)?.faces[0]?.candidate).toBeUndefined();
    await gallery.close();
    expect(() => engine.watch(frames, { gallery })).toThrow(TypeError);
  });

  test('nothing is left of a loop that was broken off', async () => {
    const video = await loadedVideo(clip);
    video.loop = true;
    await video.play();
    const added = vi.spyOn(video, 'addEventListener');
    const removed = vi.spyOn(video, 'removeEventListener');
    const asked = vi.spyOn(video, 'requestVideoFrameCallback');
    const { signal } = new AbortController();
    const listened = vi.spyOn(signal, 'addEventListener');
    const unlistened = vi.spyOn(signal, 'removeEventListener');
    await firstOf(engine.watch(video, { signal }), 2);
    await vi.waitFor(() => expect(unlistened).toHaveBeenCalledTimes(listened.mock.calls.length), PATIENCE_MS);
    expect(removed.mock.calls).toEqual(added.mock.calls);
    const times = asked.mock.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(asked).toHaveBeenCalledTimes(times);
    video.pause();
  });

  test('an aborted signal ends the loop with its reason, whatever it waits for', async () => {
    const video = await loadedVideo(clip);
    const controller = new AbortController();
    const reason = new Error('enough');
    // The video stands still: there is no frame to wait for.
    const watching = firstOf(engine.watch(video, { signal: controller.signal }), 100);
    setTimeout(() => controller.abort(reason), 200);
    await expect(watching).rejects.toBe(reason);
    await expect(engine.watch([], { signal: AbortSignal.abort(reason) }).next()).rejects.toBe(reason);
  });

  test('a video that is to be turned comes upright', async () => {
    const [frame] = frames;
    const still = await makeVideo(
      (canvas) => {
        // Upright again once it is turned clockwise.
        canvas.save();
        canvas.translate(0, 480);
        canvas.rotate(-Math.PI / 2);
        canvas.drawImage(frame as ImageBitmap, 0, 0, 480, 640);
        canvas.restore();
      },
      { width: 640, height: 480, rotation: 90 },
    );
    const video = await loadedVideo(still);
    void video.play();
    const [seen] = await firstOf(engine.watch(video), 1);
    expect(seen).toMatchObject({ width: 480, height: 640 });
    expect(Math.abs(seen?.faces[0]?.pose.roll ?? 90)).toBeLessThan(45);
  });

  test('pauses while the page is hidden', async () => {
    const camera = cameraShowing(frames);
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    const watch = engine.watch(camera.stream);
    let result: IteratorResult<WatchedFrame> | undefined;
    void watch.next().then((next) => {
      result = next as IteratorResult<WatchedFrame>;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(result).toBeUndefined();
    hidden.mockRestore();
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(result?.done).toBe(false), PATIENCE_MS);
    await watch.return();
    camera.stop();
  });

  test('a worker that is lost takes a frame along; the ids go on', async () => {
    const workers = captureWorkers();
    const dying = await createEngine({ cache: false });
    vi.unstubAllGlobals();
    const seen: WatchedFrame[] = [];
    for await (const frame of dying.watch(frames)) {
      seen.push(frame);
      if (seen.length === 5) workers[0]?.terminate();
    }
    expect(seen.length).toBeGreaterThanOrEqual(frames.length - 1);
    expect([...idsIn(seen)]).toEqual([1]);
    dying.dispose();
  });

  test('a disposed engine ends the loop', async () => {
    const brief = await createEngine({ cache: false });
    const watching = (async () => {
      for await (const _ of brief.watch(frames)) brief.dispose();
    })();
    await expect(watching).rejects.toThrow();
  });
});

describe('watch refuses', () => {
  let engine: FaceEngine;
  beforeAll(async () => {
    engine = await createEngine({ cache: false });
  });
  afterAll(() => engine.dispose());

  test.for<[name: string, source: unknown]>([
    ['nothing', undefined],
    ['a picture', new Blob()],
    ['bytes', new Uint8Array(3)],
    ['a text', 'video.mp4'],
    ['a promise', Promise.resolve([])],
    ['a stream without a picture', new MediaStream()],
  ])('%s as a source', ([, source]) => {
    expect(() => engine.watch(source as never)).toThrow(TypeError);
  });

  test.for<[name: string, options: object]>([
    ['templates', { templates: 'some' }],
    ['maxFaces', { maxFaces: 0 }],
    ['gallery', { gallery: {} }],
  ])('a wrong option: %s', ([name, options]) => {
    expect(() => engine.watch([], options as never)).toThrow(name);
  });

  test('a video that can not be played', async () => {
    const video = document.createElement('video');
    video.src = URL.createObjectURL(new Blob(['no video']));
    await expect(engine.watch(video).next()).rejects.toMatchObject({ code: 'BPE-002003' });
  });

  test('a stream of something else', async () => {
    const stream = new Response('text').body as unknown as ReadableStream<VideoFrame>;
    await expect(engine.watch(stream).next()).rejects.toThrow(TypeError);
  });
});
