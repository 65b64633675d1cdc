import { describe, expect, test } from 'vitest';
import { normalisedSimilarity } from '../../../../src/templates/commonness.ts';
import { agglomerate, meanLinkage, pairAt } from '../../../../src/templates/grouping/agglomerate.ts';
import { groupFaces } from '../../../../src/templates/grouping/group-faces.ts';
import { cosineSimilarity } from '../../../../src/templates/similarity.ts';
import { probeOf, randomUnit, seeded } from '../search/vectors.ts';

const DIMENSION = 64;

/** Faces of people, one after the other in turns, so that nobody's lie together. */
function facesOf(people: number, each: number, likeness: number, seed = 1) {
  const random = seeded(seed);
  const centres = Array.from({ length: people }, () => randomUnit(DIMENSION, random));
  return Array.from({ length: people * each }, (_, index) => ({
    vector: probeOf(centres[index % people] as Float32Array, likeness, random),
    commonness: 0.1 * random(),
  }));
}

/** The mean similarity between two groups, by its definition. */
function meanBetween(faces: ReturnType<typeof facesOf>, a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (const i of a) {
    for (const j of b) {
      const [one, other] = [faces[i], faces[j]];
      if (!one || !other) throw new Error('no such face');
      const similarity = cosineSimilarity(one.vector, other.vector);
      sum += normalisedSimilarity(similarity, one.commonness, other.commonness);
    }
  }
  return sum / (a.length * b.length);
}

/** Joins the most alike groups, looking at all of them each time. */
function naiveGroups(faces: ReturnType<typeof facesOf>, least: number): number[][] {
  const groups = faces.map((_, index) => [index]);
  for (;;) {
    let best = { a: -1, b: -1, similarity: least };
    for (let a = 0; a < groups.length; a++) {
      for (let b = 0; b < a; b++) {
        const similarity = meanBetween(faces, groups[a] ?? [], groups[b] ?? []);
        if (similarity >= best.similarity) best = { a, b, similarity };
      }
    }
    if (best.a < 0) return groups;
    groups[best.b]?.push(...(groups[best.a] ?? []));
    groups.splice(best.a, 1);
  }
}

const sorted = (groups: readonly number[][]) =>
  groups.map((group) => group.toSorted((a, b) => a - b).join()).sort();

describe('grouping faces', () => {
  test('finds the people, the largest group first, and leaves no face out', async () => {
    const faces = [...facesOf(20, 6, 0.9), ...facesOf(5, 1, 1, 2)];
    const groups = await groupFaces(faces, 0.5, {});
    expect(groups.map(({ length }) => length)).toEqual([...Array(20).fill(6), ...Array(5).fill(1)]);
    expect(groups[0]).toEqual([0, 20, 40, 60, 80, 100]);
    expect(groups.flat().sort((a, b) => a - b)).toEqual(faces.map((_, index) => index));
  });

  test.each([0.2, 0.3, 0.4, 0.5, 0.7])('joins as the definition says, from %f on', async (least) => {
    const faces = facesOf(8, 6, 0.65);
    expect(sorted(await groupFaces(faces, least, {}))).toEqual(sorted(naiveGroups(faces, least)));
  });

  test('keeps two groups apart that a single pair connects', async () => {
    // Two tight groups and, of each, one face half way to the other.
    const similarities = new Float32Array(pairAt(6, 0)).fill(0.1);
    for (const [a, b] of [
      [1, 0],
      [2, 0],
      [2, 1],
      [4, 3],
      [5, 3],
      [5, 4],
    ] as const)
      similarities[pairAt(a, b)] = 0.9;
    similarities[pairAt(3, 2)] = 0.8;
    const pause = () => undefined;
    const groups = await agglomerate(6, similarities, { least: 0.5, linkage: meanLinkage, pause });
    expect(sorted(groups)).toEqual(['0,1,2', '3,4,5']);
  });

  test('takes none and one, and equal faces', async () => {
    const [face] = facesOf(1, 1, 1);
    if (!face) throw new Error('no face');
    expect(await groupFaces([], 0.5, {})).toEqual([]);
    expect(await groupFaces([face], 0.5, {})).toEqual([[0]]);
    expect(await groupFaces([face, face, face, face], 0.5, {})).toEqual([[0, 1, 2, 3]]);
  });

  test('tells how far it is, up to all', async () => {
    const told: number[] = [];
    await groupFaces(facesOf(10, 10, 0.9), 0.5, {
      onProgress({ done, total }) {
        expect(total).toBe(100);
        told.push(done);
      },
    });
    expect(told.at(-1)).toBe(100);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  test('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const call = groupFaces(facesOf(3000, 1, 1), 0.1, {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    await expect(call).rejects.toThrow('enough');
  });
});
