import { expect, test } from 'vitest';
import { LivenessRun } from '../../../src/engine/liveness-run.ts';

const SIDE = 56;

/** A face's brightness: bands that bend the more, the higher the number is. */
function brightness(bend: number): Float32Array {
  return Float32Array.from({ length: SIDE ** 2 }, (_, at) => {
    const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
    return 128 + 80 * Math.sin(x / 3 + bend * Math.sin(y / 4)) * Math.cos(y / 5);
  });
}

const sample = (bend: number) => ({ brightness: brightness(bend) });
const chanceOf = (logOdds: number) => 1 / (1 + Math.exp(-logOdds));

function run(frames: number, logOdds: number, bendOf: (frame: number) => number): LivenessRun {
  const liveness = new LivenessRun();
  for (let frame = 0; frame < frames; frame++) {
    liveness.add({ logOdds, weight: 50 }, sample(bendOf(frame)), frame * 0.2);
  }
  return liveness;
}

test('nothing is said before a frame was judged, and nobody passes before four were', () => {
  expect(run(0, -5, () => 0).soFar(chanceOf)).toEqual({ score: null, frames: 0, passed: null });
  expect(run(3, -5, (frame) => frame / 2).soFar(chanceOf)).toMatchObject({ frames: 3, passed: null });
});

test('a living face that moves passes, an attack does not', () => {
  expect(run(6, -5, (frame) => frame / 2).soFar(chanceOf)).toMatchObject({ frames: 6, passed: true });
  expect(run(6, 5, (frame) => frame / 2).soFar(chanceOf)).toMatchObject({ frames: 6, passed: false });
});

test('a face that stands still is waited for, and does not pass after a dozen frames', () => {
  expect(run(11, -5, () => 0).soFar(chanceOf)).toMatchObject({ passed: null });
  expect(run(12, -5, () => 0).soFar(chanceOf)).toMatchObject({ passed: false, reason: 'no-motion' });
});

test('who moves after a dozen frames passes', () => {
  const later = run(24, -5, (frame) => (frame < 12 ? 0 : frame / 2));
  expect(later.soFar(chanceOf)).toMatchObject({ passed: true });
});

test('the last dozen frames count: what comes in later is noticed', () => {
  const liveness = run(12, -5, (frame) => frame / 2);
  for (let frame = 12; frame < 24; frame++) {
    liveness.add({ logOdds: 5, weight: 50 }, sample(frame / 2), frame * 0.2);
  }
  expect(liveness.soFar(chanceOf)).toMatchObject({ frames: 12, passed: false });
});

test('frames are judged five a second; without a clock, each', () => {
  const liveness = run(1, -5, () => 0);
  expect([0.1, 0.19, 0.2, undefined].map((time) => liveness.isDue(time))).toEqual([false, false, true, true]);
});

test('a frame that can not be judged says why, until one can', () => {
  const liveness = run(5, -5, (frame) => frame / 2);
  liveness.refuse('too-dark');
  expect(liveness.soFar(chanceOf)).toMatchObject({ frames: 5, reason: 'too-dark' });
  liveness.add({ logOdds: -5, weight: 50 }, sample(9), 2);
  expect(liveness.soFar(chanceOf)).not.toHaveProperty('reason');
});
