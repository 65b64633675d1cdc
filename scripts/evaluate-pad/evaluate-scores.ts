import { confidenceInterval } from '../../src/demo/error-rates/confidence-interval.ts';
import type { SpoofingCalibration } from '../../src/runtime/model-manifest.ts';
import { attackChance } from '../../src/vision/spoofing-score.ts';
import { type ErrorRates, equalErrorRate, type Judged, ratesAt, worstApcer } from './error-rates.ts';
import { fitCalibration } from './fit-calibration.ts';

/** A medium's raw log-odds with its truth. */
export interface LabelledScore {
  medium: string;
  person: string;
  /** The kind of attack; undefined for a bona fide presentation. */
  attack: string | undefined;
  logOdds: number;
}

/** The engine's own threshold if a payload sets none. */
export const DEFAULT_THRESHOLD = 0.5;

const THRESHOLDS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** What an evaluation of scores found. */
export interface PadFigures {
  atDefault: ErrorRates & {
    /** 95 % intervals. */
    apcerInterval: Record<string, [number, number]>;
    bpcerInterval: [number, number];
  };
  eer: { threshold: number; rate: number };
  table: ErrorRates[];
}

export function figuresOf(scores: readonly LabelledScore[], calibration: SpoofingCalibration): PadFigures {
  const judged = judge(scores, calibration);
  const rates = ratesAt(DEFAULT_THRESHOLD, judged);
  const countOf = (kind: string | undefined) => judged.filter(({ attack }) => attack === kind).length;
  return {
    atDefault: {
      ...rates,
      apcerInterval: Object.fromEntries(
        Object.entries(rates.apcer).map(([kind, rate]) => [kind, confidenceInterval(rate, countOf(kind))]),
      ),
      bpcerInterval: confidenceInterval(rates.bpcer, countOf(undefined)),
    },
    eer: equalErrorRate(judged),
    table: THRESHOLDS.map((threshold) => ratesAt(threshold, judged)),
  };
}

/** Error rates at the default threshold when each person is scored by a calibration fitted on the others. */
export interface CrossValidation {
  people: number;
  rates: ErrorRates;
  /** Raw log-odds that the calibrations put at 0.5: how far they agree. */
  boundary: { lowest: number; highest: number };
  /** The people with an error. */
  wrong: string[];
}

/** @returns undefined if there are fewer than two people, or a fold would lack live samples or attacks. */
export function crossValidate(scores: readonly LabelledScore[]): CrossValidation | undefined {
  const people = [...new Set(scores.map(({ person }) => person))];
  const judged: Judged[] = [];
  const boundaries: number[] = [];
  const wrong: string[] = [];
  for (const person of people) {
    const others = scores.filter((score) => score.person !== person);
    const attacks = others.filter(({ attack }) => attack !== undefined).length;
    if (attacks === 0 || attacks === others.length) return undefined;
    const calibration = calibrate(others);
    const fold = judge(
      scores.filter((score) => score.person === person),
      calibration,
    );
    const rates = ratesAt(DEFAULT_THRESHOLD, fold);
    if (rates.bpcer > 0 || worstApcer(rates) > 0) wrong.push(person);
    judged.push(...fold);
    boundaries.push(-calibration.intercept / calibration.slope);
  }
  const boundary = { lowest: Math.min(...boundaries), highest: Math.max(...boundaries) };
  return { people: people.length, rates: ratesAt(DEFAULT_THRESHOLD, judged), boundary, wrong };
}

export function calibrate(scores: readonly LabelledScore[]): SpoofingCalibration {
  return fitCalibration(scores.map(({ logOdds, attack }) => ({ logOdds, attack: attack !== undefined })));
}

function judge(scores: readonly LabelledScore[], calibration: SpoofingCalibration): Judged[] {
  return scores.map(({ logOdds, attack }) => ({ attack, score: attackChance(logOdds, calibration) }));
}
