import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { area, intersection, overlap, suppressOverlaps } from '../../../src/vision/detection.ts';

const side = fc.integer({ min: 1, max: 50 });
const place = fc.integer({ min: -20, max: 60 });
const anyBox = fc.record({ x: place, y: place, width: side, height: side });
const detection = fc.record({ box: anyBox, score: fc.double({ min: 0, max: 1, noNaN: true }) });

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

describe('the overlap of two boxes', () => {
  test('is their shared area over the area of both', () => {
    expect(overlap(box(0, 0, 4, 4), box(2, 0, 4, 4))).toBeCloseTo(8 / 24, 12);
    expect(intersection(box(0, 0, 10, 10), box(2, 3, 4, 5))).toBe(20);
    expect(area(box(7, 7, 3, 4))).toBe(12);
  });

  test('is 0 if they only touch', () => {
    expect(overlap(box(0, 0, 4, 4), box(4, 0, 4, 4))).toBe(0);
    expect(overlap(box(0, 0, 4, 4), box(4, 4, 4, 4))).toBe(0);
  });

  test('is 0 for empty boxes, not NaN', () => {
    expect(overlap(box(1, 1, 0, 0), box(1, 1, 0, 0))).toBe(0);
  });

  test('is within 0 to 1, 1 with itself, and the same either way', () => {
    fc.assert(
      fc.property(anyBox, anyBox, (one, other) => {
        expect(overlap(one, one)).toBe(1);
        expect(overlap(one, other)).toBe(overlap(other, one));
        expect(overlap(one, other)).toBeGreaterThanOrEqual(0);
        expect(overlap(one, other)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('of boxes that overlap the most confident stays', () => {
  test('best first, none overlapping, every other one covered by a better', () => {
    fc.assert(
      fc.property(fc.array(detection, { maxLength: 20 }), (detections) => {
        const kept = suppressOverlaps(detections, 0.4);
        for (const [i, one] of kept.entries()) {
          expect(detections).toContain(one);
          for (const worse of kept.slice(i + 1)) {
            expect(worse.score).toBeLessThanOrEqual(one.score);
            expect(overlap(one.box, worse.box)).toBeLessThanOrEqual(0.4);
          }
        }
        for (const dropped of detections.filter((each) => !kept.includes(each))) {
          const isCovered = kept.some(
            ({ box, score }) => score >= dropped.score && overlap(box, dropped.box) > 0.4,
          );
          expect(isCovered).toBe(true);
        }
      }),
    );
  });

  test('and the list given stays as it is', () => {
    const detections = [
      { box: box(0, 0, 9, 9), score: 0.7 },
      { box: box(50, 0, 9, 9), score: 0.9 },
    ];
    const before = [...detections];
    expect(suppressOverlaps(detections, 0.4).map(({ score }) => score)).toEqual([0.9, 0.7]);
    expect(detections).toEqual(before);
  });
});
