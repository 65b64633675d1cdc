import type { SpoofingCalibration } from '../runtime/model-manifest.ts';

/** Share of the frames left out at either end, rounded up from three frames on: one odd frame never counts. */
const TRIMMED = 0.2;

/** What a frame says of an attack. */
export interface ScoredFrame {
  /** Raw log-odds of an attack. */
  logOdds: number;
  /** How much the frame counts, above 0: of a good picture more is to be seen. */
  weight: number;
}

/** The weighted mean of the log-odds of a medium's frames without the highest and the lowest of them. */
export function combineLogOdds(frames: readonly ScoredFrame[]): number {
  const trimmed = frames.length < 3 ? 0 : Math.ceil(frames.length * TRIMMED);
  const kept = [...frames].sort((a, b) => a.logOdds - b.logOdds).slice(trimmed, frames.length - trimmed);
  const weights = kept.reduce((sum, { weight }) => sum + weight, 0);
  return kept.reduce((sum, { logOdds, weight }) => sum + logOdds * weight, 0) / weights;
}

/** The calibrated chance of a presentation attack, 0 to 1. */
export function attackChance(logOdds: number, { slope, intercept }: SpoofingCalibration): number {
  return 1 / (1 + Math.exp(-(slope * logOdds + intercept)));
}
