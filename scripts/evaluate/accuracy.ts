/** A pair of a list after its comparison. */
export interface ComparedPair {
  /** Cosine similarity, -1 to 1; -1 if a picture gave no template, which thus counts as different. */
  similarity: number;
  same: boolean;
}

/** How many pairs a threshold decides rightly: the same person from the threshold on. */
export interface BestThreshold {
  threshold: number;
  /** Share of pairs decided rightly, 0 to 1. */
  accuracy: number;
}

/** Accuracy over folds, each decided by the threshold that is best on the others. */
export interface FoldedAccuracy {
  /** Mean over the folds, 0 to 1. */
  mean: number;
  /** Standard error of that mean. */
  standardError: number;
  /** Whether the folds are the list's own blocks, as in LFW's View 2, or were dealt from it. */
  folds: 'blocks of the list' | 'dealt in order';
}

const FOLDS = 10;

/**
 * The threshold under which most pairs are decided rightly. Thresholds stand half-way between neighbouring
 * similarities; of several equally good ones it is the middle one.
 */
export function bestThreshold(pairs: readonly ComparedPair[]): BestThreshold {
  const sorted = [...pairs].sort((a, b) => a.similarity - b.similarity);
  // Below every similarity all pairs count as the same person.
  let right = sorted.filter((pair) => pair.same).length;
  let most = right;
  let best = [(sorted[0]?.similarity ?? 0) - 1e-6];
  sorted.forEach((pair, index) => {
    right += pair.same ? -1 : 1;
    const next = sorted[index + 1]?.similarity ?? pair.similarity + 2e-6;
    if (next === pair.similarity || right < most) return;
    if (right > most) best = [];
    most = right;
    best.push((pair.similarity + next) / 2);
  });
  const threshold = best[Math.floor((best.length - 1) / 2)] ?? 0;
  return { threshold, accuracy: most / pairs.length };
}

function accuracyAt(threshold: number, pairs: readonly ComparedPair[]): number {
  return pairs.filter((pair) => pair.similarity >= threshold === pair.same).length / pairs.length;
}

/** Ten equal blocks of the list, each with as many same pairs as any other and with both kinds. */
function blocksOf(pairs: readonly ComparedPair[]): ComparedPair[][] | undefined {
  const length = pairs.length / FOLDS;
  if (!Number.isInteger(length)) return undefined;
  const blocks = Array.from({ length: FOLDS }, (_, fold) => pairs.slice(fold * length, (fold + 1) * length));
  const sameCounts = new Set(blocks.map((block) => block.filter((pair) => pair.same).length));
  const [count = 0] = sameCounts;
  return sameCounts.size === 1 && count > 0 && count < length ? blocks : undefined;
}

/** Deals same and different pairs in their order, one to each fold in turn. */
function dealtFolds(pairs: readonly ComparedPair[]): ComparedPair[][] {
  const folds = Array.from({ length: FOLDS }, (): ComparedPair[] => []);
  for (const same of [true, false]) {
    pairs
      .filter((pair) => pair.same === same)
      .forEach((pair, index) => {
        folds[index % FOLDS]?.push(pair);
      });
  }
  return folds;
}

/**
 * Accuracy by the LFW protocol: each fold's threshold is chosen on the other nine.
 *
 * @returns undefined if the list has fewer than ten pairs of a kind
 */
export function tenFoldAccuracy(pairs: readonly ComparedPair[]): FoldedAccuracy | undefined {
  const sameCount = pairs.filter((pair) => pair.same).length;
  if (Math.min(sameCount, pairs.length - sameCount) < FOLDS) return undefined;
  const blocks = blocksOf(pairs);
  const folds = blocks ?? dealtFolds(pairs);
  const accuracies = folds.map((fold) => {
    const others = folds.filter((other) => other !== fold).flat();
    return accuracyAt(bestThreshold(others).threshold, fold);
  });
  const mean = accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / FOLDS;
  const variance = accuracies.reduce((sum, accuracy) => sum + (accuracy - mean) ** 2, 0) / (FOLDS - 1);
  return {
    mean,
    standardError: Math.sqrt(variance / FOLDS),
    folds: blocks === undefined ? 'dealt in order' : 'blocks of the list',
  };
}
