import { describe, expect, test } from 'vitest';
import { affordableTimes, evenTimes } from '../../../src/media/frame-times.ts';

const budget = { framesPerSecond: 30, frames: 90, enoughKeyFrames: 3 };

/** Key frames every `interval` seconds. */
function reachable(times: number[], interval: number) {
  return times.map((time) => ({ time, keyTime: Math.floor(time / interval) * interval }));
}

test('moments are the middles of equal parts, from the first frame on', () => {
  expect(evenTimes(1, 10, 4)).toEqual([2.25, 4.75, 7.25, 9.75]);
});

describe('affordable moments', () => {
  test('are the key frames alone if there are enough of them', () => {
    expect(affordableTimes(reachable([0.5, 1.5, 2.5, 3.5], 1), budget)).toEqual([0, 1, 2, 3]);
  });

  test('are those asked for if reaching them is cheap', () => {
    expect(affordableTimes(reachable([0.5, 1.5, 2.5], 10), budget)).toEqual([0.5, 1.5, 2.5]);
  });

  test('are drawn towards the key frames if reaching them would cost too much', () => {
    const times = affordableTimes(reachable([2, 4, 6, 12], 10), budget);
    // 6 s after the first key frame and 2 s after the second: 240 frames, of which 90 may be decoded.
    expect(times).toEqual([0.75, 1.5, 2.25, 10.75]);
  });

  test('are one key frame at least if the frame rate is not known', () => {
    expect(affordableTimes([{ time: 0, keyTime: 0 }], { ...budget, framesPerSecond: 0 })).toEqual([0]);
  });
});
