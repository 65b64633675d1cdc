import { describe, expect, test } from 'vitest';
import { equalErrorRate, ratesAt, worstApcer } from '../../../../scripts/evaluate-pad/error-rates.ts';
import { crossValidate, type LabelledScore } from '../../../../scripts/evaluate-pad/evaluate-scores.ts';
import { fitCalibration } from '../../../../scripts/evaluate-pad/fit-calibration.ts';
import { parseLabels } from '../../../../scripts/evaluate-pad/labelled-media.ts';
import { confidenceInterval } from '../../../../src/demo/error-rates/confidence-interval.ts';

const judged = [
  ...[0.1, 0.2, 0.6].map((score) => ({ score, attack: undefined })),
  ...[0.4, 0.9].map((score) => ({ score, attack: 'print' })),
  ...[0.7, 0.8].map((score) => ({ score, attack: 'replay' })),
];

describe('error rates', () => {
  test('are told by the kind of attack; a score at the threshold passes', () => {
    const rates = ratesAt(0.4, judged);
    expect(rates.apcer).toEqual({ print: 0.5, replay: 0 });
    expect(rates.bpcer).toBeCloseTo(1 / 3);
    expect(worstApcer(rates)).toBe(0.5);
  });

  test('meet at the equal error rate', () => {
    const separable = judged.filter(({ score }) => score !== 0.4 && score !== 0.6);
    expect(equalErrorRate(separable)).toEqual({ threshold: expect.closeTo(0.45, 5), rate: 0 });
  });

  test('of zero among few say little', () => {
    const [low, high] = confidenceInterval(0, 150);
    expect(low).toBe(0);
    expect(high).toBeCloseTo(0.025, 3);
  });
});

function scored(person: string, attack: string | undefined, ...logOdds: number[]): LabelledScore[] {
  return logOdds.map((value) => ({ medium: `${person}.jpg`, person, attack, logOdds: value }));
}

describe('the calibration', () => {
  test('puts one half between separated classes, however many of either there are', () => {
    const media = [-6, -5, -4, -5, -5, -5, -5].map((logOdds) => ({ logOdds, attack: false }));
    const { slope, intercept } = fitCalibration([
      ...media,
      { logOdds: 9, attack: true },
      { logOdds: 11, attack: true },
    ]);
    expect(slope).toBeGreaterThan(0);
    expect(-intercept / slope).toBeGreaterThan(-4);
    expect(-intercept / slope).toBeLessThan(9);
  });

  test('is cross-validated by person', () => {
    const scores = ['a', 'b', 'c'].flatMap((person) => [
      ...scored(person, undefined, -5, -4),
      ...scored(person, 'print', 8, 9),
    ]);
    expect(crossValidate(scores)).toMatchObject({
      people: 3,
      rates: { bpcer: 0, apcer: { print: 0 } },
      wrong: [],
    });
    // A person unlike the others is misjudged once the others alone make the calibration.
    const odd = crossValidate([...scores, ...scored('d', undefined, 8.5)]);
    expect(odd?.wrong).toEqual(['d']);
  });
});

test('a list names media, labels and people', () => {
  expect(parseLabels('image\tlabel\nlive/0001_00.jpg\tlive\nx.mp4\treplay\n')).toEqual([
    { medium: 'live/0001_00.jpg', label: 'live', person: '0001' },
    { medium: 'x.mp4', label: 'replay', person: 'x.mp4' },
  ]);
  expect(parseLabels('image\tlabel\tperson\na.jpg\tprint\tAnna')[0]?.person).toBe('Anna');
  expect(() => parseLabels('picture\tlabel\n')).toThrow('columns image and label');
  expect(() => parseLabels('image\tlabel\na.jpg\n')).toThrow('Line 2');
});
