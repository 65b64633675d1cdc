import type { ComparisonCalibration } from '../../src/runtime/model-manifest.ts';
import { SetupError } from '../project.mjs';
import {
  isReliable,
  type OperatingPoint,
  operatingPoint,
  RELIABLE_ERRORS,
  ratesAt,
  type Similarities,
} from './error-rates.ts';

/** Where the comparison score stands at a false match rate: the contract's scale. */
const SCORE_AT_FMR = [
  { fmr: 1e-2, score: 0.5 },
  { fmr: 1e-3, score: 0.675 },
  { fmr: 1e-4, score: 0.85 },
] as const;

/** The comparison calibration of a model pack, and what it was made from. */
export interface MeasuredCalibration extends ComparisonCalibration {
  /** The error rates measured at the knots between the two ends. */
  measured: { score: number; fmr: number; fnmr: number }[];
  sample: { pictures: number; identities: number; genuinePairs: number; impostorPairs: number };
  pack: string;
  command: string;
}

function round(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

/**
 * The map from similarity to comparison score with the error rates at its knots.
 *
 * @throws {SetupError} if the similarities are too few for these rates
 */
export function calibrate(similarities: Similarities): Pick<MeasuredCalibration, 'knots' | 'measured'> {
  const points = SCORE_AT_FMR.map(({ fmr, score }) => ({ score, ...roundedPoint(fmr, similarities) }));
  const knots: MeasuredCalibration['knots'] = [
    [-1, 0],
    ...points.map(({ threshold, score }): [number, number] => [threshold, score]),
    [1, 1],
  ];
  if (!knots.every(([similarity], index) => similarity > (knots[index - 1]?.[0] ?? -2))) {
    throw new SetupError(
      'No calibration: the similarities do not rise from one false match rate to the next.',
    );
  }
  const measured = points.map(({ score, fmr, fnmr }) => ({
    score,
    fmr: round(fmr, 3),
    fnmr: round(fnmr, 3),
  }));
  return { knots, measured };
}

/** The operating point at a rate, its threshold rounded up, so that the rate still holds, and measured there. */
function roundedPoint(fmr: number, similarities: Similarities): OperatingPoint {
  const point = operatingPoint(fmr, similarities);
  if (point === undefined || !isReliable(fmr, similarities)) {
    throw new SetupError(
      `The calibration needs FMR ${fmr}, which takes ${RELIABLE_ERRORS / fmr} impostor pairs and some genuine ones; ` +
        `the list gives ${similarities.impostor.length} and ${similarities.genuine.length}.`,
    );
  }
  return ratesAt(Math.ceil(point.threshold * 1e5) / 1e5, similarities);
}
