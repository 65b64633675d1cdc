import { describe, expect, test } from 'vitest';
import { Hold } from '../../../src/capture/hold.ts';
import { HOLD_FRAMES, HOLD_MS } from '../../../src/capture/thresholds.ts';

const STEP = HOLD_MS / 10;

/** Shows a hold good frames from a moment on. */
function hold(frames: number, from = 0, on = new Hold()): Hold {
  for (let frame = 0; frame < frames; frame++) on.observe(true, from + frame * STEP);
  return on;
}

describe('a hold', () => {
  test('grows with the time for which all is well', () => {
    expect(hold(1).progress).toBe(0);
    expect(hold(6).progress).toBeCloseTo(0.5);
    expect(hold(11).progress).toBe(1);
  });

  test('outlasts a lone bad frame, such as a blink, and begins anew after several', () => {
    const lone = hold(6);
    expect(lone.observe(false, 6 * STEP)).toBe(true);
    expect(hold(4, 7 * STEP, lone).progress).toBe(1);

    const several = hold(6);
    several.observe(false, 6 * STEP);
    expect(several.observe(false, 7 * STEP)).toBe(false);
    expect(several.progress).toBe(0);
    expect(hold(2, 8 * STEP, several).progress).toBeCloseTo(0.1);
  });

  test('takes longer if frames are few', () => {
    const slow = new Hold();
    slow.observe(true, 0);
    slow.observe(true, 5 * HOLD_MS);
    expect(slow.progress).toBeCloseTo(2 / HOLD_FRAMES);
    slow.observe(true, 10 * HOLD_MS);
    expect(slow.progress).toBe(1);
  });
});
