import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseFace } from '../../../src/engine/choose-face.ts';

const face = (side: number) => ({ box: { x: 0, y: 0, width: side, height: side }, score: 0.9 });

describe('the face a picture is about', () => {
  test('is its only face', () => {
    const only = face(100);
    expect(chooseFace([only])).toBe(only);
  });

  test('is missing if there is none: BPE-003002', () => {
    expect(() => chooseFace([])).toThrow(expect.objectContaining({ code: 'BPE-003002', status: 400 }));
  });

  test('is unclear if another is about as large: BPE-003003, with their number', () => {
    expect(() => chooseFace([face(100), face(90), face(60), face(10)])).toThrow(
      expect.objectContaining({ code: 'BPE-003003', message: expect.stringContaining('3 faces') }),
    );
  });

  test('is the largest if all others are bystanders, half its side or less', () => {
    const others = fc.array(fc.double({ min: 0.01, max: 0.49, noNaN: true }));
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e4, noNaN: true }), others, (side, shares) => {
        const main = face(side);
        expect(chooseFace([main, ...shares.map((share) => face(share * side))])).toBe(main);
        const second = face(0.51 * side);
        expect(() => chooseFace([main, second])).toThrow(expect.objectContaining({ code: 'BPE-003003' }));
      }),
    );
  });

  test('is measured by area: a box of another shape counts as the square of its size', () => {
    const main = face(100);
    const flat = { box: { x: 0, y: 0, width: 90, height: 20 }, score: 0.9 };
    expect(chooseFace([main, flat])).toBe(main);
  });
});
