import { describe, expect, test } from 'vitest';
import {
  areaUnderCurve,
  equalErrorRate,
  ratesAt,
  worstApcer,
} from '../../../../scripts/evaluate-pad/error-rates.ts';
import {
  crossValidate,
  figuresOf,
  type LabelledScore,
} from '../../../../scripts/evaluate-pad/evaluate-scores.ts';
import { fitCalibration } from '../../../../scripts/evaluate-pad/fit-calibration.ts';
import { parseLabels } from '../../../../scripts/evaluate-pad/labelled-media.ts';
import { leaveSourcesOut } from '../../../../scripts/evaluate-pad/leave-sources-out.ts';
import { confidenceInterval } from '../../../../src/demo/error-rates/confidence-interval.ts';

const judged = [
  ...[0.1, 0.2, 0.3, 0.3, 0.6].map((score) => ({ score, attack: undefined })),
  ...[0.35, 0.4, 0.7, 0.8, 0.9].map((score) => ({ score, attack: 'print' })),
  ...[0.7, 0.7, 0.8, 0.8, 0.8].map((score) => ({ score, attack: 'replay' })),
];

describe('error rates', () => {
  test('are told by the kind of attack; a score at the threshold passes', () => {
    const rates = ratesAt(0.4, judged);
    expect(rates.apcer).toEqual({ print: 0.4, replay: 0 });
    expect(rates.bpcer).toBeCloseTo(0.2);
    expect(worstApcer(rates)).toBe(0.4);
  });

  test('are none of a kind with a handful of samples, which no longer sets the equal error rate', () => {
    const odd = [...judged, { score: 0.05, attack: 'mask' }];
    expect(ratesAt(0.4, odd).apcer).toEqual({ print: 0.4, replay: 0 });
    expect(equalErrorRate(odd)).toEqual(equalErrorRate(judged));
    expect(
      equalErrorRate(odd.filter(({ attack }) => attack === undefined || attack === 'mask')),
    ).toBeUndefined();
  });

  test('meet at the equal error rate', () => {
    const separable = judged.filter(({ score }) => score < 0.35 || score > 0.6);
    const spread = [
      ...separable,
      ...[0.7, 0.8].map((score) => ({ score, attack: 'print' })),
      { score: 0.1, attack: undefined },
    ];
    expect(equalErrorRate(spread)).toEqual({ threshold: expect.closeTo(0.5, 5), rate: 0 });
  });

  test('have an area under their curve in which kinds of attack weigh the same', () => {
    const [live, guessed, told] = [undefined, 'guessed', 'told'];
    const media = [
      ...[0.2, 0.4].map((score) => ({ score, attack: live })),
      ...new Array(10).fill({ score: 0.3, attack: guessed }),
      { score: 0.9, attack: told },
    ];
    expect(areaUnderCurve(media)).toBeCloseTo((0.5 + 1) / 2, 9);
  });

  test('of zero among few say little', () => {
    const [low, high] = confidenceInterval(0, 150);
    expect(low).toBe(0);
    expect(high).toBeCloseTo(0.025, 3);
  });
});

function scored(person: string, attack: string | undefined, ...logOdds: number[]): LabelledScore[] {
  return logOdds.map((value) => ({
    medium: `${person}.jpg`,
    person,
    attack,
    source: 'camera',
    logOdds: value,
  }));
}

describe('the calibration', () => {
  test('puts one half between separated classes, however many of either there are', () => {
    const { slope, intercept } = fitCalibration([
      ...scored('a', undefined, -6, -5, -4, -5, -5, -5, -5),
      ...scored('b', 'print', 9, 11),
    ]);
    expect(slope).toBeGreaterThan(0);
    expect(-intercept / slope).toBeGreaterThan(-4);
    expect(-intercept / slope).toBeLessThan(9);
  });

  test('weighs sources alike, however many media each has', () => {
    const of = (source: string, attack: string | undefined, times: number, ...logOdds: number[]) =>
      scored('p', attack, ...new Array<number[]>(times).fill(logOdds).flat()).map((each) => ({
        ...each,
        source,
      }));
    const boundary = (media: LabelledScore[]) => {
      const { slope, intercept } = fitCalibration(media);
      return -intercept / slope;
    };
    const balanced = [
      ...of('one', undefined, 50, -4, 1),
      ...of('two', undefined, 50, 0, 5),
      ...of('one', 'print', 50, 2, 6),
      ...of('two', 'replay', 50, 4, 8),
    ];
    const crowded = [...balanced, ...of('one', undefined, 1000, -4, 1), ...of('two', 'replay', 1000, 4, 8)];
    expect(Math.abs(boundary(crowded) - boundary(balanced))).toBeLessThan(0.1);
    // A single picture is no camera.
    const shift = (times: number) =>
      Math.abs(boundary([...balanced, ...of('three', undefined, times, 9)]) - boundary(balanced));
    expect(shift(1)).toBeLessThan(shift(30) / 3);
  });

  test('is judged on each source without it', () => {
    const camera = (source: string, live: number, attack: number) => [
      ...scored('p', undefined, ...new Array<number>(6).fill(live)).map((score) => ({ ...score, source })),
      ...scored('p', 'print', ...new Array<number>(6).fill(attack)).map((score) => ({ ...score, source })),
    ];
    const scores = [...camera('one', -5, 5), ...camera('two', -6, 6), ...camera('odd', 4, 9)];
    const found = leaveSourcesOut(scores).map(({ source, bpcer, apcer }) => [source, bpcer, apcer]);
    expect(found).toEqual([
      ['one', 0, 0],
      ['two', 0, 0],
      ['odd', 1, 0],
    ]);
    expect(leaveSourcesOut(camera('one', -5, 5))).toEqual([]);
    const { bySource } = figuresOf(scores, { slope: 1, intercept: 0 }).atDefault;
    expect(bySource.map(({ source, live, bpcer }) => [source, live, bpcer?.rate])).toEqual([
      ['one', 6, 0],
      ['two', 6, 0],
      ['odd', 6, 1],
    ]);
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

describe('a list', () => {
  test('names media, labels and people', () => {
    const source = 'nuaa';
    expect(
      parseLabels('image\tlabel\nlive/0001_00.jpg\tlive\nx.mp4\treplay\n', 'data/nuaa/labels.tsv'),
    ).toEqual([
      { medium: 'live/0001_00.jpg', attack: undefined, person: '0001', source },
      { medium: 'x.mp4', attack: 'replay', person: 'x.mp4', source },
    ]);
    expect(parseLabels('image\tlabel\tperson\na.jpg\tprint\tAnna', 'labels.tsv')[0]?.person).toBe('Anna');
  });

  test('may name kinds of attack and sources', () => {
    const text = 'file\tlabel\tkind\tsource\na.webm\tattack\treplay\tapfol\nb.webm\tlive\tlive\tapfol\n';
    expect(parseLabels(text, 'labels.tsv')).toEqual([
      { medium: 'a.webm', attack: 'replay', person: 'a.webm', source: 'apfol' },
      { medium: 'b.webm', attack: undefined, person: 'b.webm', source: 'apfol' },
    ]);
  });

  test('is refused by the line that is wrong', () => {
    expect(() => parseLabels('picture\tlabel\n', 'a.tsv')).toThrow('a.tsv needs');
    expect(() => parseLabels('image\tlabel\na.jpg\n', 'a.tsv')).toThrow('Line 2 of a.tsv');
  });
});
