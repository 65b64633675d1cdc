import type { ErrorRateTable } from '../../src/demo/error-rates/error-rate-table.ts';
import type { ComparisonCalibration } from '../../src/runtime/model-manifest.ts';
import { countBelow, type Similarities } from './error-rates.ts';

/** Steps of the score from 0 to 1: every knot of the contract's scale falls on one. */
const STEPS = 200;

/** Digits of a similarity, as the calibration has them. */
const SIMILARITY_DIGITS = 5;

/** Where a model pack's table of error rates lies: beside its manifest. */
export function errorRateFile(manifestPath: string): string {
  return manifestPath.replace(/(\.json)?$/, '-error-rates.json');
}

/** The errors counted at thresholds over the whole scale of the score. */
export function countErrors(
  { genuine, impostor }: Similarities,
  calibration: ComparisonCalibration,
): ErrorRateTable['rows'] {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const score = step / STEPS;
    const similarity = Number(similarityAt(score, calibration).toFixed(SIMILARITY_DIGITS));
    return [
      score,
      similarity,
      impostor.length - countBelow(impostor, similarity),
      countBelow(genuine, similarity),
    ];
  });
}

/** The similarity that a score stands for: `scoreOf` the other way round. */
function similarityAt(score: number, { knots }: ComparisonCalibration): number {
  let [fromSimilarity, fromScore] = knots[0] ?? [-1, 0];
  for (const [toSimilarity, toScore] of knots) {
    if (score <= toScore && toScore > fromScore) {
      const share = (score - fromScore) / (toScore - fromScore);
      return fromSimilarity + share * (toSimilarity - fromSimilarity);
    }
    [fromSimilarity, fromScore] = [toSimilarity, toScore];
  }
  return fromSimilarity;
}
