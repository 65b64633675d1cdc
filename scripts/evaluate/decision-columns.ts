import { percent } from '../report/percent.ts';
import type { DecisionRates } from './decision-rates.ts';

/** The columns of error rates at the default thresholds in a table for a terminal: their titles, */
export const DECISION_TITLES = [
  'genuine',
  'FNMR at 0.50',
  'at 0.85',
  'impostor',
  'FMR at 0.50',
  'at 0.85',
] as const;

/** and their cells. */
export function decisionCells({ genuinePairs, fnmr, impostorPairs, fmr }: DecisionRates): string[] {
  return [
    `${genuinePairs}`,
    rateCell(fnmr.operatorRequired),
    rateCell(fnmr.approved),
    `${impostorPairs}`,
    rateCell(fmr.operatorRequired),
    rateCell(fmr.approved),
  ];
}

/** An error rate; a dash if there is no such pair. */
export function rateCell(rate: number): string {
  return Number.isNaN(rate) ? '-' : percent(rate);
}
