import { expect, test } from 'vitest';
import { formatTurns, ratesByTurn } from '../../../../../scripts/evaluate/geometry/turn-rates.ts';

const yaws = new Map([
  ['A/1', -3],
  ['A/2', 40],
  ['B/1', 14.9],
  ['C/1', -62],
]);
const templates = new Map(
  [...yaws.keys(), 'D/1'].map((picture) => [
    picture,
    { fingerprint: new Uint8Array(8), quality: 50, vector: Float32Array.of(1) },
  ]),
);

test('a pair is counted where the more turned of both is; a picture of no known pose in none', () => {
  const rates = ratesByTurn(templates, yaws, () => 0.6);
  expect(rates).toMatchObject([
    { turned: [0, 15], pictures: 2, genuinePairs: 0, impostorPairs: 1 },
    { turned: [35, 45], pictures: 1, genuinePairs: 1, impostorPairs: 1 },
    { turned: [45, 90], pictures: 1, genuinePairs: 0, impostorPairs: 3 },
  ]);
  expect(formatTurns(rates)).toEqual([
    'Turned by  pictures  genuine  FNMR at 0.50   at 0.85  impostor  FMR at 0.50  at 0.85',
    '0 to 15°          2        0             -         -         1     100.00 %   0.00 %',
    '35 to 45°         1        1        0.00 %  100.00 %         1     100.00 %   0.00 %',
    '45 to 90°         1        0             -         -         3     100.00 %   0.00 %',
  ]);
});
