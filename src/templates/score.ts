import type { ComparisonCalibration } from '../runtime/model-manifest.ts';

/** Scores are rounded to this many parts: finer digits differ between machines and mean nothing. */
const SCORE_PARTS = 1e6;

/** Finer differences are rounding. */
const SIMILARITY_STEP = 1e-7;

/**
 * The comparison score of a similarity: 0 to 1, rising with it, by straight lines between the calibration's
 * knots. 0.50 stands at FMR 1e-2, 0.85 at FMR 1e-4, 1 at identity.
 */
export function scoreOf(similarity: number, { knots }: ComparisonCalibration): number {
  let [fromSimilarity, fromScore] = knots[0] ?? [-1, 0];
  // Written so that what is not a number has the lowest score.
  if (!(similarity > fromSimilarity)) return fromScore;
  for (const [toSimilarity, toScore] of knots) {
    if (similarity < toSimilarity) {
      const share = (similarity - fromSimilarity) / (toSimilarity - fromSimilarity);
      return round(fromScore + share * (toScore - fromScore));
    }
    [fromSimilarity, fromScore] = [toSimilarity, toScore];
  }
  return fromScore;
}

/**
 * The least similarity with a score.
 *
 * @param scoreOf Rises with the similarity, which is -1 to 1.
 */
export function leastSimilarity(score: number, scoreOf: (similarity: number) => number): number {
  let [below, enough] = [-1, 1];
  while (enough - below > SIMILARITY_STEP) {
    const middle = (below + enough) / 2;
    if (scoreOf(middle) >= score) enough = middle;
    else below = middle;
  }
  return enough;
}

function round(score: number): number {
  return Math.round(score * SCORE_PARTS) / SCORE_PARTS;
}
