import { describe, expect, test } from 'vitest';
import { SteadyGuidance } from '../../../src/capture/steady-guidance.ts';
import { SETTLE_MS } from '../../../src/capture/thresholds.ts';

describe('guidance as it is shown', () => {
  test('begins with the first frame', () => {
    expect(new SteadyGuidance().observe('no-face', 0)).toBe('no-face');
  });

  test('changes when another stood for a moment, and not for a flicker', () => {
    const shown = new SteadyGuidance();
    shown.observe('move-closer', 0);
    expect(shown.observe('hold-still', 10)).toBe('move-closer');
    expect(shown.observe('move-closer', 20)).toBe('move-closer');
    expect(shown.observe('hold-still', 30)).toBe('move-closer');
    expect(shown.observe('hold-still', 30 + SETTLE_MS)).toBe('hold-still');
  });

  test('stays if every frame says something else', () => {
    const shown = new SteadyGuidance();
    shown.observe('ready', 0);
    for (let time = 1; time < 20; time++) {
      expect(shown.observe(time % 2 ? 'hold-still' : 'blurred', time * SETTLE_MS)).toBe('ready');
    }
  });
});
