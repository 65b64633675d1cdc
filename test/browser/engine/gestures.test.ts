import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine, type FaceEngine, type Gesture, type GestureChoice } from '../../../src/index.ts';
import { measuresQuality } from '../../support/chosen-pack.ts';
import { clockedFrames } from '../../support/clocked-frames.ts';
import { framesOf } from '../../support/live-videos.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { hasShared, sharedPicture } from '../../support/pictures.ts';

/** Somebody smiles in it, turns to his left and his right, looks up and down. */
const GESTURES = 'pad/videos/krzysiek_real.mp4';
const OTHER = 'pad/videos/lestari_real.mp4';

describe.skipIf(!hasShared())('asking for gestures', () => {
  let engine: FaceEngine;
  let clip: Blob;
  let other: Blob;
  beforeAll(async () => {
    engine = await createEngine({ cache: false });
    clip = await sharedPicture(GESTURES);
    other = await sharedPicture(OTHER);
  });
  afterAll(() => engine.dispose());

  const ask = (
    frames: AsyncIterable<VideoFrame>,
    gestures: GestureChoice,
    options: Parameters<FaceEngine['gestures']>[2] = {},
  ) => engine.gestures(frames, gestures, { transfer: true, ...options });

  test('passes a person who makes them, and tells when', { timeout: 4 * PATIENCE_MS }, async () => {
    const turns: Gesture[] = ['turn-left', 'turn-right', 'look-up', 'look-down'];
    const gestures: Gesture[] = measuresQuality() ? ['smile', ...turns] : turns;
    const asked = new Set<Gesture | null>();
    const { passed, transcript, template } = await ask(clockedFrames(clip), gestures, {
      nonce: 'a nonce',
      onProgress: (progress) => asked.add(progress.asked),
    });
    expect(transcript.steps.map(({ gesture }) => gesture)).toEqual(gestures);
    expect(passed).toBe(true);
    expect([...asked]).toEqual([null, ...gestures]);
    expect(transcript).toMatchObject({ nonce: 'a nonce', gestures });
    expect(transcript.likeness.length).toBeGreaterThan(2);
    expect(Math.min(...transcript.likeness)).toBeGreaterThan(0.5);
    const left = transcript.steps.find(({ gesture }) => gesture === 'turn-left');
    // He turns at 2.5 to 3.4 seconds.
    expect(left?.begun).toBeGreaterThan(2.3);
    expect(left?.begun).toBeLessThan(3.4);
    const alike = await engine.compare(
      template as Uint8Array,
      await engine.extract((await framesOf(clip, 1, 1))[0] as ImageBitmap),
    );
    expect(alike.decision).toBe('approved');
  });

  test('does not pass what was not made in time, nor a source that ends', async () => {
    const still = await ask(clockedFrames(other), ['turn-left'], { timeout: 2 });
    expect(still).toMatchObject({ passed: false, reason: 'not-made' });
    const short = await ask(clockedFrames(other, { to: 1.5 }), ['turn-left']);
    expect(short).toMatchObject({ passed: false, reason: 'ended' });
  });

  test('is ended by a cut to another video', async () => {
    async function* cut() {
      yield* clockedFrames(clip, { to: 2 });
      yield* clockedFrames(other, { offset: 2, to: 1 });
    }
    expect(await ask(cut(), ['turn-right'])).toMatchObject({ passed: false, reason: 'jump' });
  });

  test('is ended by a second person', async () => {
    const [guest] = await framesOf(other, 1, 1);
    async function* joined() {
      for await (const frame of clockedFrames(clip, { to: 2.5 })) {
        const { displayWidth: width, displayHeight: height, timestamp } = frame;
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
        context.drawImage(frame, 0, 0, width, height);
        frame.close();
        // In a second they come in from the side.
        const shown = Math.min(Math.max(0, timestamp / 1e6 - 0.8), 1);
        context.drawImage(
          guest as ImageBitmap,
          width * (1 - 0.4 * shown),
          height / 2,
          width * 0.4,
          height / 2,
        );
        yield new VideoFrame(canvas, { timestamp });
      }
    }
    expect(await ask(joined(), ['turn-right'])).toMatchObject({ passed: false, reason: 'several-faces' });
  });

  test('refuses what it does not know, and ends with its signal', async () => {
    const frames = clockedFrames(other);
    await expect(ask(frames, ['wink' as Gesture])).rejects.toThrow(/smile, open-mouth/);
    await expect(ask(frames, 'random:9')).rejects.toThrow(TypeError);
    await expect(ask(frames, 'random:2', { timeout: 0 })).rejects.toThrow(/timeout/);
    await expect(ask(frames, 'random:2', { noncence: 'x' } as object)).rejects.toThrow(/nonce/);
    const abort = new AbortController();
    const asking = ask(frames, ['smile'], { signal: abort.signal, onProgress: () => abort.abort('enough') });
    await expect(asking).rejects.toBe('enough');
  });
});
