import { describe, expect, test } from 'vitest';
import { OfferedShots } from '../../../src/capture/offered-shots.ts';
import { quality } from './qualities.ts';

class Bitmap {
  closed = false;
  close(): void {
    this.closed = true;
  }
}

/** Offers frames of these qualities and spoof scores. */
function offer(...frames: [unifiedQualityScore: number, score?: number][]) {
  const shots = new OfferedShots<Bitmap>();
  const bitmaps = frames.map(([unifiedQualityScore, score]) => {
    const bitmap = new Bitmap();
    const liveness = score === undefined ? undefined : { passed: score <= 0.5, score };
    shots.offer({ picture: bitmap, quality: quality({ unifiedQualityScore }) }, liveness);
    return bitmap;
  });
  return { shots, bitmaps };
}

describe('the best shot', () => {
  test('is the frame of the highest quality; the others are closed', () => {
    const { shots, bitmaps } = offer([80], [95], [90]);
    expect(shots.count).toBe(3);
    expect(shots.take()?.picture).toBe(bitmaps[1]);
    expect(bitmaps.map(({ closed }) => closed)).toEqual([true, false, true]);
    expect(shots.take()).toBeUndefined();
  });

  test('is one with the lids up, whichever came first', () => {
    const lids = [0.33, 0.2, 0.34, 0.21];
    for (const order of [lids, [...lids].reverse()]) {
      const shots = new OfferedShots<Bitmap>();
      for (const eyeAspectRatio of order) {
        // Those that look down are a little sharper.
        const unifiedQualityScore = eyeAspectRatio < 0.3 ? 95 : 92;
        shots.offer(
          { picture: new Bitmap(), quality: quality({ unifiedQualityScore, eyeAspectRatio }) },
          undefined,
        );
      }
      expect(shots.take()?.quality.eyeAspectRatio).toBeGreaterThan(0.3);
    }
  });

  test('has the liveness of the frame in the middle, of two the more suspicious', () => {
    expect(offer([80, 0.1], [95, 0.9], [90, 0.2]).shots.take()?.liveness).toEqual({
      passed: true,
      score: 0.2,
    });
    expect(offer([80, 0.1], [95, 0.9]).shots.take()?.liveness).toEqual({ passed: false, score: 0.9 });
    expect(offer([80], [95]).shots.take()?.liveness).toBeUndefined();
  });

  test('forgets all when it is cleared', () => {
    const { shots, bitmaps } = offer([80, 0.9]);
    shots.clear();
    expect(bitmaps[0]?.closed).toBe(true);
    expect(shots.count).toBe(0);
    shots.offer({ picture: new Bitmap(), quality: quality() }, { passed: true, score: 0.1 });
    expect(shots.take()?.liveness?.score).toBe(0.1);
  });
});
