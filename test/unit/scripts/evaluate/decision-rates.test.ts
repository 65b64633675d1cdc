import { expect, test } from 'vitest';
import {
  type PictureTemplate,
  ratesAgainst,
  ratesAmong,
} from '../../../../scripts/evaluate/decision-rates.ts';

function pictureOf(identity: string, number: number, value: number): PictureTemplate {
  const template = { fingerprint: new Uint8Array(8), quality: 50, vector: Float32Array.of(value) };
  return { identity, picture: `${identity}/${number}`, template };
}

const score = (a: PictureTemplate['template'], b: PictureTemplate['template']) =>
  1 - Math.abs((a.vector[0] ?? 0) - (b.vector[0] ?? 0));

const [a1, a2, b1] = [pictureOf('A', 1, 0), pictureOf('A', 2, 0.375), pictureOf('B', 1, 0.5)];

test('rates among pictures count each pair once, at both default thresholds', () => {
  expect(ratesAmong([a1, a2, b1], score)).toEqual({
    genuinePairs: 1,
    impostorPairs: 2,
    fnmr: { operatorRequired: 0, approved: 1 },
    fmr: { operatorRequired: 1, approved: 0.5 },
  });
});

test('rates against other pictures leave out a picture and itself', () => {
  expect(ratesAgainst([a1, b1], [a1, a2, b1], score)).toMatchObject({ genuinePairs: 1, impostorPairs: 3 });
});

test('without pairs of a kind its rates are no numbers', () => {
  expect(ratesAmong([a1, b1], score).fnmr).toEqual({ operatorRequired: Number.NaN, approved: Number.NaN });
});
