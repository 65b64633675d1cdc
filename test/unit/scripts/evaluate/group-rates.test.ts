import { expect, test } from 'vitest';
import { formatGroups, ratesByGroup } from '../../../../scripts/evaluate/group-rates.ts';
import { parsePairs } from '../../../../scripts/evaluate/labelled-pairs.ts';

const pairs = parsePairs(
  [
    'image_a\timage_b\tsame\tgroup',
    'A/1\tA/2\t1\teast',
    'A/1\tB/1\t0\teast',
    'A/1\tC/1\t0\t',
    'C/1\tD/1\t0\twest',
  ].join('\n'),
);

function templateOf(value: number) {
  return { fingerprint: new Uint8Array(8), quality: 50, vector: Float32Array.of(value) };
}

test('compares all pictures of a group with each other, and none with another group', () => {
  const templates = new Map(
    ['A/1', 'A/2', 'B/1', 'C/1', 'D/1'].map((picture, index) => [picture, templateOf(index)]),
  );
  const rates = ratesByGroup(pairs, templates, (a, b) =>
    a.vector[0] === 0 && b.vector[0] === 2 ? 0.6 : 0.9,
  );
  expect(rates).toMatchObject([
    {
      group: 'east',
      pictures: 3,
      genuinePairs: 1,
      impostorPairs: 2,
      fmr: { operatorRequired: 1, approved: 0.5 },
    },
    { group: 'west', pictures: 2, genuinePairs: 0, impostorPairs: 1 },
  ]);
  expect(formatGroups(rates)).toEqual([
    'Group  pictures  genuine  FNMR at 0.50  at 0.85  impostor  FMR at 0.50   at 0.85',
    'east          3        1        0.00 %   0.00 %         2     100.00 %   50.00 %',
    'west          2        0             -        -         1     100.00 %  100.00 %',
  ]);
});
