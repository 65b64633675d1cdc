import { expect, test } from 'vitest';
import type { PictureTemplate } from '../../../../../scripts/evaluate/decision-rates.ts';
import { approvedInterval } from '../../../../../scripts/evaluate/degraded/resampled-rate.ts';

/** As many people as values, each with one picture. */
function peopleOf(values: readonly number[]): PictureTemplate[] {
  return values.map((value, index) => {
    const template = { fingerprint: new Uint8Array(8), quality: 50, vector: Float32Array.of(value) };
    return { identity: `${index}`, picture: `${index}/1`, template };
  });
}

const score = (a: PictureTemplate['template'], b: PictureTemplate['template']) =>
  a.vector[0] === 1 && b.vector[0] === 1 ? 0.9 : 0.1;

test('holds the rate, and is the same each time', () => {
  // 3 of 190 pairs.
  const people = peopleOf([1, 1, 1, ...new Array<number>(17).fill(0)]);
  const [low, high] = approvedInterval(people, score);
  expect(low).toBe(0);
  expect(high).toBeGreaterThan(3 / 190);
  expect(high).toBeLessThan(0.15);
  expect(approvedInterval(people, score)).toEqual([low, high]);
});

test('is wider if one face is in all pairs that are approved than if they are of many', () => {
  const width = ([low, high]: [number, number]) => high - low;
  const oneOfAll = (a: PictureTemplate['template'], b: PictureTemplate['template']) =>
    (a.vector[0] === 0) !== (b.vector[0] === 0) ? 0.9 : 0.1;
  // 39 of 780 pairs each.
  const values = Array.from({ length: 40 }, (_, index) => index);
  const neighbours = (a: PictureTemplate['template'], b: PictureTemplate['template']) =>
    Math.abs((a.vector[0] ?? 0) - (b.vector[0] ?? 0)) === 1 ? 0.9 : 0.1;
  const people = peopleOf(values);
  expect(width(approvedInterval(people, oneOfAll))).toBeGreaterThan(
    2 * width(approvedInterval(people, neighbours)),
  );
});

test('is none of a single person', () => {
  expect(approvedInterval(peopleOf([1]), score)).toEqual([Number.NaN, Number.NaN]);
});
