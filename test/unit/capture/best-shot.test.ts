import { describe, expect, test } from 'vitest';
import { BestShot } from '../../../src/capture/best-shot.ts';
import { quality } from './qualities.ts';

class Bitmap {
  closed = false;
  close(): void {
    this.closed = true;
  }
}

/** Offers frames of these qualities and spoof scores. */
function offer(...frames: [unifiedQualityScore: number, score?: number][]) {
  const best = new BestShot<Bitmap>();
  const bitmaps = frames.map(([unifiedQualityScore, score]) => {
    const bitmap = new Bitmap();
    const liveness = score === undefined ? undefined : { passed: score <= 0.5, score };
    best.offer({ bitmap, quality: quality({ unifiedQualityScore }) }, liveness);
    return bitmap;
  });
  return { best, bitmaps };
}

describe('the best shot', () => {
  test('is the frame of the highest quality; the others are closed', () => {
    const { best, bitmaps } = offer([80], [95], [90]);
    expect(best.offered).toBe(3);
    expect(best.take()?.bitmap).toBe(bitmaps[1]);
    expect(bitmaps.map(({ closed }) => closed)).toEqual([true, false, true]);
    expect(best.take()).toBeUndefined();
  });

  test('has the liveness of the frame in the middle, of two the more suspicious', () => {
    expect(offer([80, 0.1], [95, 0.9], [90, 0.2]).best.take()?.liveness).toEqual({
      passed: true,
      score: 0.2,
    });
    expect(offer([80, 0.1], [95, 0.9]).best.take()?.liveness).toEqual({ passed: false, score: 0.9 });
    expect(offer([80], [95]).best.take()?.liveness).toBeUndefined();
  });

  test('forgets all when it is cleared', () => {
    const { best, bitmaps } = offer([80, 0.9]);
    best.clear();
    expect(bitmaps[0]?.closed).toBe(true);
    expect(best.offered).toBe(0);
    best.offer({ bitmap: new Bitmap(), quality: quality() }, { passed: true, score: 0.1 });
    expect(best.take()?.liveness?.score).toBe(0.1);
  });
});
