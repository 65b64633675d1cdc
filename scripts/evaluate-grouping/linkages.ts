import { normalisedSimilarity } from '../../src/templates/commonness.ts';
import { agglomerate, type Linkage, meanLinkage, pairAt } from '../../src/templates/grouping/agglomerate.ts';
import type { GroupedFace } from '../../src/templates/grouping/group-faces.ts';
import { cosineSimilarity } from '../../src/templates/similarity.ts';

/** What two groups are joined by: their most alike pair (connected components), their least, or the mean of all. */
const BY_NAME: Record<'single' | 'complete' | 'mean', Linkage> = {
  single: (a, b) => Math.max(a, b),
  complete: (a, b) => Math.min(a, b),
  mean: meanLinkage,
};

export const LINKAGES = ['single', 'complete', 'mean'] as const;

/** Groups of faces, over a table of all pairs: the engine's own, and others to compare it with. */
export function groupByLinkage(
  faces: readonly GroupedFace[],
  least: number,
  linkage: (typeof LINKAGES)[number],
): Promise<number[][]> {
  const similarities = new Float32Array(pairAt(faces.length, 0));
  faces.forEach((face, a) => {
    faces.slice(0, a).forEach((other, b) => {
      const similarity = cosineSimilarity(face.vector, other.vector);
      similarities[pairAt(a, b)] = normalisedSimilarity(similarity, face.commonness, other.commonness);
    });
  });

  return agglomerate(faces.length, similarities, {
    least,
    linkage: BY_NAME[linkage],
    pause: () => undefined,
  });
}
