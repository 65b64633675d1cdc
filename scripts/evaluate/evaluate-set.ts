import { bestThreshold, type ComparedPair, tenFoldAccuracy } from './accuracy.ts';
import { compareAll, type Identified, isReliable, operatingPoint, type Similarities } from './error-rates.ts';
import { identityOf, type LabelledPair } from './labelled-pairs.ts';
import type { Evaluation } from './report.ts';

/** The false match rates that a false non-match rate is given for. */
const FALSE_MATCH_RATES = [1e-2, 1e-3, 1e-4];

/** Similarity of two templates, or of their vectors. */
export type Similarity<Template> = (a: Template, b: Template) => number;

/** Compares the list's pairs; one with a picture that gave no template counts as different people. */
export function comparePairs<Template>(
  pairs: readonly LabelledPair[],
  templates: ReadonlyMap<string, Template>,
  similarity: Similarity<Template>,
): ComparedPair[] {
  return pairs.map(({ pictureA, pictureB, same }) => {
    const a = templates.get(pictureA);
    const b = templates.get(pictureB);
    return { similarity: a && b ? similarity(a, b) : -1, same };
  });
}

/** Accuracy over the list's pairs and error rates over all pairs of its pictures. */
export function evaluateSet<Template>(
  pairs: readonly LabelledPair[],
  templates: ReadonlyMap<string, Template>,
  similarity: Similarity<Template>,
): { similarities: Similarities } & Pick<
  Evaluation,
  'pairs' | 'tenFold' | 'bestThreshold' | 'allAgainstAll'
> {
  const compared = comparePairs(pairs, templates, similarity);
  const items = [...templates].map(
    ([picture, template]): Identified<Template> => ({ identity: identityOf(picture), template }),
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
