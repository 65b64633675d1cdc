import table from '../../../models/default-error-rates.json';
import type { ErrorRateTable } from './error-rate-table.ts';

/** The default pack's errors. JSON widens tuples to arrays; a unit test checks the file against the type. */
export const errorRateTable = table as unknown as ErrorRateTable;

/** How often a kind of pair was decided wrongly. */
export interface MeasuredRate {
  errors: number;
  pairs: number;
  /** `errors / pairs`. */
  rate: number;
}

/** Both error rates if a score is the threshold. */
export interface ErrorRates {
  score: number;
  /** Cosine similarity of the templates that the score stands for. */
  similarity: number;
  /** False match rate: pairs of different people that pass. */
  fmr: MeasuredRate;
  /** False non-match rate: pairs of one person that do not. */
  fnmr: MeasuredRate;
}

/** The error rates at each threshold of the table, by rising score. */
export const measuredRates: readonly ErrorRates[] = errorRateTable.rows.map(
  ([score, similarity, falseMatches, falseNonMatches]) => ({
    score,
    similarity,
    fmr: measured(falseMatches, errorRateTable.sample.impostorPairs),
    fnmr: measured(falseNonMatches, errorRateTable.sample.genuinePairs),
  }),
);

/** The step from one threshold of the table to the next. */
export const SCORE_STEP = 1 / (measuredRates.length - 1);

/** The rates at the table's threshold nearest below a score: never a false match rate better than measured. */
export function ratesAt(score: number): ErrorRates {
  const reached = measuredRates.findLast((rates) => rates.score <= score + 1e-9) ?? measuredRates[0];
  if (!reached) throw new Error('models/default-error-rates.json is empty');
  return reached;
}

function measured(errors: number, pairs: number): MeasuredRate {
  return { errors, pairs, rate: errors / pairs };
}
