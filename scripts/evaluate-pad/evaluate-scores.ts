import { confidenceInterval } from '../../src/demo/error-rates/confidence-interval.ts';
import type { SpoofingCalibration } from '../../src/runtime/model-manifest.ts';
import { attackChance } from '../../src/vision/spoofing-score.ts';
import {
  areaUnderCurve,
  type ErrorRates,
  equalErrorRate,
  type Judged,
  MIN_SAMPLES,
  ratesAt,
  worstApcer,
} from './error-rates.ts';
import { fitCalibration, type ScoredMedium } from './fit-calibration.ts';

/** A medium's raw log-odds with its truth. */
export interface LabelledScore extends ScoredMedium {
  medium: string;
  person: string;
}

/** The engine's own threshold if a payload sets none. */
export const DEFAULT_THRESHOLD = 0.5;

const THRESHOLDS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** How the live samples of a source fare at the default threshold. */
export interface SourceRates {
  source: string;
  live: number;
  /** With its 95 % interval; undefined if there are fewer than {@link MIN_SAMPLES}. */
  bpcer: { rate: number; interval: [number, number] } | undefined;
}

/** How well live samples and attacks are told apart, whatever the threshold. */
export interface Separation {
  /** Undefined if there are too few samples. */
  eer: { threshold: number; rate: number } | undefined;
  /** 0.5 is guessing, 1 is faultless; kinds of attack weigh the same. */
  areaUnderCurve: number;
}

/** What an evaluation of scores found. */
export interface PadFigures extends Separation {
  atDefault: ErrorRates & {
    /** 95 % intervals. */
    apcerInterval: Record<string, [number, number]>;
    bpcerInterval: [number, number];
    bySource: SourceRates[];
  };
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
      bySource: ratesBySource(scores, calibration),
    },
    ...separationOf(scores, calibration),
    table: THRESHOLDS.map((threshold) => ratesAt(threshold, judged)),
  };
}

export function separationOf(scores: readonly LabelledScore[], calibration: SpoofingCalibration): Separation {
  const judged = judge(scores, calibration);
  return { eer: equalErrorRate(judged), areaUnderCurve: areaUnderCurve(judged) };
}

function ratesBySource(scores: readonly LabelledScore[], calibration: SpoofingCalibration): SourceRates[] {
  const live = scores.filter(({ attack }) => attack === undefined);
  return sourcesOf(live).map((source) => {
    const own = live.filter((score) => score.source === source);
    const { bpcer: rate } = ratesAt(DEFAULT_THRESHOLD, judge(own, calibration));
    const interval = confidenceInterval(rate, own.length);
    return { source, live: own.length, bpcer: own.length < MIN_SAMPLES ? undefined : { rate, interval } };
  });
}

export function sourcesOf(scores: readonly LabelledScore[]): string[] {
  return [...new Set(scores.map(({ source }) => source))];
}

/** Whether there are live samples and attacks: a calibration needs both. */
export function hasBoth(scores: readonly LabelledScore[]): boolean {
  const attacks = scores.filter(({ attack }) => attack !== undefined).length;
  return attacks > 0 && attacks < scores.length;
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
    if (!hasBoth(others)) return undefined;
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
  return fitCalibration(scores);
}

/** Scores as a calibration makes them of the raw log-odds. */
export function judge(scores: readonly LabelledScore[], calibration: SpoofingCalibration): Judged[] {
  return scores.map(({ logOdds, attack }) => ({ attack, score: attackChance(logOdds, calibration) }));
}
