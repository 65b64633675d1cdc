import { describe, expect, test } from 'vitest';
import { judgeLeftOut } from '../../../../scripts/evaluate-pad/leave-sources-out.ts';
import { separationOfGroup, thresholdAt } from '../../../../scripts/evaluate-pad/separation.ts';

function judged(attack: string | undefined, ...scores: number[]) {
  return scores.map((score) => ({ attack, score }));
}

const LIVE = judged(undefined, ...Array.from({ length: 20 }, (_, at) => at / 100));

describe('APCER at a BPCER', () => {
  test('is at the threshold above which no more live samples score', () => {
    expect(thresholdAt(0.05, LIVE)).toBe(0.18);
    expect(thresholdAt(0.1, LIVE)).toBe(0.17);
    expect(thresholdAt(0.04, LIVE)).toBe(0.19);
  });

  test('is told of each kind with enough samples, and of all, kinds weighing the same', () => {
    const media = [
      ...LIVE,
      ...judged('print', 0.175, 0.185, 0.9, 0.9, 0.9),
      ...judged('replay', ...new Array<number>(15).fill(0.9)),
      ...judged('mask', 0),
    ];
    const { kinds, live, sourcesLeftOut } = separationOfGroup('a.tsv', media, []) ?? {};
    expect(live).toBe(20);
    expect(kinds).toMatchObject([
      { kind: 'print', attacks: 5, apcerAt: [0.2, 0] },
      { kind: 'replay', attacks: 15, areaUnderCurve: 1, apcerAt: [0, 0] },
      { attacks: 20, apcerAt: [0.1, 0] },
    ]);
    expect(sourcesLeftOut).toBeUndefined();
  });

  test('is none of too few samples', () => {
    expect(separationOfGroup('a.tsv', [...LIVE, ...judged('mask', 0.5)], [])).toBeUndefined();
    expect(separationOfGroup('a.tsv', judged('print', 0.1, 0.2, 0.3, 0.4, 0.5), [])).toBeUndefined();
  });
});

test('samples are scored by a calibration of the other sources, those that are not fitted to as well', () => {
  const of = (source: string, attack: string | undefined, ...logOdds: number[]) =>
    logOdds.map((value) => ({ medium: 'a', person: 'a', source, attack, logOdds: value }));
  const scores = [
    ...of('one', undefined, -6, -5),
    ...of('one', 'print', 5, 6),
    ...of('two', undefined, 1, 2),
    ...of('two', 'print', 12, 13),
    ...of('two', 'cut-out', 2),
  ];
  const isFitted = ({ attack }: { attack: string | undefined }) => attack !== 'cut-out';
  const left = judgeLeftOut(scores, isFitted, ({ source }) => source === 'two');
  expect(left.map(({ attack }) => attack)).toEqual([undefined, undefined, 'print', 'print', 'cut-out']);
  // By the first source alone, 2 is nearer to its attacks than to its live samples.
  expect(left[1]?.score).toBeGreaterThan(0.5);
  expect(left[4]?.score).toBe(left[1]?.score);
});
