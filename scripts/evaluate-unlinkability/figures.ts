import { cosineSimilarity } from '../../src/templates/similarity.ts';
import type { Identified } from '../evaluate/error-rates.ts';

/** Similarities between templates of two galleries, ascending. */
export interface Linkability {
  samePicture: Float32Array;
  /** Of other pictures of the person. */
  samePerson: Float32Array;
  differentPeople: Float32Array;
  /** The chance that a picture is more like itself than like another person's: 0.5 if nothing links them. */
  area: number;
}

/** Compares the templates of one gallery with those of another; both hold the same pictures in the same order. */
export function linkability(
  one: readonly Identified<Float32Array>[],
  two: readonly Identified<Float32Array>[],
): Linkability {
  const same: number[] = [];
  const person: number[] = [];
  const different: number[] = [];
  one.forEach((a, i) => {
    two.forEach((b, j) => {
      const kind = i === j ? same : a.identity === b.identity ? person : different;
      kind.push(cosineSimilarity(a.template, b.template));
    });
  });
  const sorted = (values: number[]) => Float32Array.from(values).sort();
  const [samePicture, differentPeople] = [sorted(same), sorted(different)];
  return {
    samePicture,
    samePerson: sorted(person),
    differentPeople,
    area: areaOf(samePicture, differentPeople),
  };
}

/** The area under the ROC curve (Mann-Whitney) of two ascending lists. */
function areaOf(mated: Float32Array, nonMated: Float32Array): number {
  let below = 0;
  let wins = 0;
  for (const value of mated) {
    while (below < nonMated.length && (nonMated[below] as number) < value) below++;
    wins += below;
  }
  return wins / (mated.length * nonMated.length);
}

/** How far any similarity within a gallery moved. */
export function largestChange(
  plain: readonly Identified<Float32Array>[],
  rotated: readonly Identified<Float32Array>[],
): number {
  let largest = 0;
  for (let i = 0; i < plain.length; i++) {
    for (let j = i + 1; j < plain.length; j++) {
      const before = cosineSimilarity(vectorAt(plain, i), vectorAt(plain, j));
      const after = cosineSimilarity(vectorAt(rotated, i), vectorAt(rotated, j));
      largest = Math.max(largest, Math.abs(after - before));
    }
  }
  return largest;
}

function vectorAt(items: readonly Identified<Float32Array>[], index: number): Float32Array {
  return (items[index] as Identified<Float32Array>).template;
}

/** Mean, standard deviation and the largest of ascending values. */
export function describe(values: Float32Array): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return [mean, Math.sqrt(variance), values.at(-1) ?? Number.NaN]
    .map((value) => value.toFixed(3))
    .join('   ');
}
