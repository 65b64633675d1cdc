import { namedLines } from '../report/named-lines.ts';
import { percent } from '../report/percent.ts';
import { textTable } from '../report/text-table.ts';
import type { BestThreshold, FoldedAccuracy } from './accuracy.ts';
import type { MeasuredGate } from './commonness-gate.ts';
import type { OperatingPoint } from './error-rates.ts';
import { formatGeometry, type GeometryEvaluation } from './geometry/evaluate-geometry.ts';
import { formatGroups, type GroupRates } from './group-rates.ts';

/** A false match rate and what it costs. */
export interface RateAtFmr {
  /** The false match rate wanted. */
  wantedFmr: number;
  /** What was measured; absent if the impostor pairs are too few for that rate. */
  point?: OperatingPoint;
  /** False if fewer than thirty errors carry the rate: a hint only. */
  reliable: boolean;
}

/** Everything an evaluation found. */
export interface Evaluation {
  list: string;
  pack: string;
  runtime: string;
  pictures: {
    total: number;
    identities: number;
    /** Names of those in which no face was found. */
    withoutFace: string[];
    /** Those that could not be measured, and why. */
    failed: { picture: string; reason: string }[];
  };
  pairs: { same: number; different: number };
  /** Absent if the list is too short for ten folds. */
  tenFold?: FoldedAccuracy;
  bestThreshold: BestThreshold;
  allAgainstAll: { genuinePairs: number; impostorPairs: number; rates: RateAtFmr[] };
  /** How common the faces are, if the pack has a cohort: so many of the pictures no more than so. */
  commonness?: MeasuredGate['clean'] & { by: string };
  /** If the list names groups of people. */
  groups?: GroupRates[];
  /** If it was asked for. */
  geometry?: GeometryEvaluation;
  /** Template quality, 0 to 100, that 1 %, half and 99 % of the pictures do not exceed. */
  quality: { onePercent: number; median: number; ninetyNinePercent: number };
  /** Median milliseconds a picture: the whole call inside the worker, and the models' part of it. */
  medianMs: { total: number; models: number };
}

const count = new Intl.NumberFormat('en-GB').format;

function rateRow({ wantedFmr, point, reliable }: RateAtFmr): string[] {
  const fmr = wantedFmr.toExponential(0);
  if (point === undefined) return [fmr, 'too few impostor pairs', '', ''];
  return [
    fmr,
    percent(point.fnmr),
    point.threshold.toFixed(4),
    reliable ? '' : 'a hint: too few impostor pairs',
  ];
}

/** The evaluation as plain text for a terminal. */
export function formatReport(evaluation: Evaluation): string {
  const { pictures, pairs, tenFold, bestThreshold, allAgainstAll, quality, commonness, medianMs } =
    evaluation;
  const facts = [
    ['List', evaluation.list],
    ['Model pack', evaluation.pack],
    ['Runtime', evaluation.runtime],
    ['Pictures', `${count(pictures.total)} of ${count(pictures.identities)} people`],
    [
      '  without a face',
      `${count(pictures.withoutFace.length)} (FTA ${percent(pictures.withoutFace.length / pictures.total)})`,
    ],
    ['  not measured', count(pictures.failed.length)],
    [
      'Median a picture',
      `${medianMs.total.toFixed(1)} ms, of it ${medianMs.models.toFixed(1)} ms in the models`,
    ],
    [
      'Template quality',
      `${quality.onePercent} at 1 %, ${quality.median} at half, ${quality.ninetyNinePercent} at 99 % of the pictures`,
    ],
    ...(commonness
      ? [
          [
            'Commonness',
            `${commonness['99 %']} at 99 %, ${commonness['99.9 %']} at 99.9 % of the pictures, by ${commonness.by}`,
          ],
        ]
      : []),
    ['Pairs of the list', `${count(pairs.same)} same, ${count(pairs.different)} different`],
    [
      'Accuracy, 10-fold',
      tenFold
        ? `${percent(tenFold.mean)} ± ${percent(tenFold.standardError)} (standard error; folds ${tenFold.folds})`
        : 'too few pairs',
    ],
    [
      'Accuracy, best threshold',
      `${percent(bestThreshold.accuracy)} at similarity ${bestThreshold.threshold.toFixed(4)}`,
    ],
    [
      'All against all',
      `${count(allAgainstAll.genuinePairs)} genuine, ${count(allAgainstAll.impostorPairs)} impostor pairs`,
    ],
  ];
  return [
    ...textTable(facts),
    '',
    ...textTable([['FMR', 'FNMR', 'Similarity', ''], ...allAgainstAll.rates.map(rateRow)]),
    ...(evaluation.groups ? ['', ...formatGroups(evaluation.groups)] : []),
    ...(evaluation.geometry ? ['', ...formatGeometry(evaluation.geometry)] : []),
    ...namedLines('Without a face:', pictures.withoutFace),
    ...namedLines(
      'Not measured:',
      pictures.failed.map(({ picture, reason }) => `${picture}: ${reason}`),
    ),
  ].join('\n');
}
