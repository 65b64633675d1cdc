import { bestThreshold, type ComparedPair, tenFoldAccuracy } from './accuracy.ts';
import {
  compareAll,
  type IdentifiedVector,
  isReliable,
  operatingPoint,
  type Similarities,
} from './error-rates.ts';
import { identityOf, type LabelledPair } from './labelled-pairs.ts';
import type { Evaluation } from './report.ts';

/** The false match rates that a false non-match rate is given for. */
const FALSE_MATCH_RATES = [1e-2, 1e-3, 1e-4];

/** Similarity of two templates' vectors. */
export type Similarity = (a: Float32Array, b: Float32Array) => number;

/** Compares the list's pairs; one with a picture that gave no template counts as different people. */
export function comparePairs(
  pairs: readonly LabelledPair[],
  vectors: ReadonlyMap<string, Float32Array>,
  similarity: Similarity,
): ComparedPair[] {
  return pairs.map(({ pictureA, pictureB, same }) => {
    const a = vectors.get(pictureA);
    const b = vectors.get(pictureB);
    return { similarity: a && b ? similarity(a, b) : -1, same };
  });
}

/** Accuracy over the list's pairs and error rates over all pairs of its pictures. */
export function evaluateSet(
  pairs: readonly LabelledPair[],
  vectors: ReadonlyMap<string, Float32Array>,
  similarity: Similarity,
): { similarities: Similarities } & Pick<
  Evaluation,
  'pairs' | 'tenFold' | 'bestThreshold' | 'allAgainstAll'
> {
  const compared = comparePairs(pairs, vectors, similarity);
  const items = [...vectors].map(
    ([picture, vector]): IdentifiedVector => ({ identity: identityOf(picture), vector }),
  );
  const similarities = compareAll(items, similarity);
  const tenFold = tenFoldAccuracy(compared);
  const same = pairs.filter((pair) => pair.same).length;
  return {
    similarities,
    pairs: { same, different: pairs.length - same },
    ...(tenFold && { tenFold }),
    bestThreshold: bestThreshold(compared),
    allAgainstAll: {
      genuinePairs: similarities.genuine.length,
      impostorPairs: similarities.impostor.length,
      rates: FALSE_MATCH_RATES.map((wantedFmr) => {
        const point = operatingPoint(wantedFmr, similarities);
        return { wantedFmr, ...(point && { point }), reliable: isReliable(wantedFmr, similarities) };
      }),
    },
  };
}
