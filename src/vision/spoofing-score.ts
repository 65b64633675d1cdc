import type { SpoofingCalibration } from '../runtime/model-manifest.ts';

/** Share of the frames left out at either end, rounded up from three frames on: one odd frame never counts. */
const TRIMMED = 0.2;

/** The mean of the log-odds of a medium's frames without the highest and the lowest of them. */
export function combineLogOdds(logOdds: readonly number[]): number {
  const trimmed = logOdds.length < 3 ? 0 : Math.ceil(logOdds.length * TRIMMED);
  const kept = [...logOdds].sort((a, b) => a - b).slice(trimmed, logOdds.length - trimmed);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

/** The calibrated chance of a presentation attack, 0 to 1. */
export function attackChance(logOdds: number, { slope, intercept }: SpoofingCalibration): number {
  return 1 / (1 + Math.exp(-(slope * logOdds + intercept)));
}
