import { expect, test } from 'vitest';
import type { Frame } from '../../../src/engine/examine-frames.ts';
import type { LivenessModels } from '../../../src/engine/liveness-models.ts';
import { gestureFrames, RecordedGestures } from '../../../src/engine/recorded-gestures.ts';
import { noTimings } from '../../../src/vision/stage-timings.ts';

/** Models that find nobody. */
const nobody = {
  detector: { propose: async () => [], detect: async () => [], secondScore: { wide: 1, narrow: 1 } },
  exclusively: <Result>(work: () => Promise<Result>) => work(),
} as unknown as LivenessModels;

/** Frames of a video of so many seconds, and which of them were closed. */
function video(count: number, duration: number) {
  const closed: number[] = [];
  async function* frames(): AsyncGenerator<Frame> {
    for (let at = 0; at < count; at++) {
      const picture = { width: 1, height: 1, read: () => expect.unreachable(), close: () => closed.push(at) };
      yield { time: (at * duration) / count, picture };
    }
  }
  return { frames: frames(), closed };
}

async function passed(count: number, duration: number, few: number) {
  const { frames, closed } = video(count, duration);
  const gestures = new RecordedGestures(nobody, ['smile'], {
    signal: new AbortController().signal,
    timings: noTimings(),
  });
  const times: number[] = [];
  for await (const { time } of gestures.passOn(frames, few, ({ time }) => time / duration)) times.push(time);
  expect(gestures.timeOf('smile')).toBeUndefined();
  return { times, closed };
}

test('so many frames as are judged are passed on, spread over the whole; the others are closed', async () => {
  const { times, closed } = await passed(48, 4, 12);
  expect(times).toHaveLength(12);
  expect(Math.max(...times)).toBeGreaterThan(3.5);
  const steps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
  expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(0.01);
  expect(closed).toHaveLength(36);
});

test('of a video with few frames each is passed on', async () => {
  const { times, closed } = await passed(9, 2, 12);
  expect(times).toHaveLength(9);
  expect(closed).toEqual([]);
});

test('ten frames a second are looked at, of a long video fewer', () => {
  expect(gestureFrames(0.5)).toBe(24);
  expect(gestureFrames(4)).toBe(40);
  expect(gestureFrames(60)).toBe(120);
});
