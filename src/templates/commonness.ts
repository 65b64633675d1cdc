/**
 * How much more a face is like everybody than most faces are, by a pack's cohort (cohort.ts). Pictures that are bad in the
 * same way resemble each other for that alone, and it shows here.
 */
export interface Commonness {
  /** 0 to 1: 0 of most clean pictures, some 0.3 of badly blurred ones. */
  value: number;
  /** Names the cohort: by another one, it would be another. */
  cohort: number;
}

/** How much of a commonness that both faces have is expected of the similarity of two strangers, by measurement. */
const WEIGHT = 3.5;

/** The most that is expected: beyond 1 it would turn the sign. */
const MAX_EXPECTED = 0.9;

/**
 * A similarity measured from what two strangers would have who are as common as these two, -1 to 1: 1 stays 1. It rises with
 * the similarity and falls with the commonness that both have: a bad picture is no more like a good one than any other.
 *
 * @param a Commonness of one of the two; 0 if it is not known.
 * @param b Of the other.
 */
export function normalisedSimilarity(similarity: number, a: number, b: number): number {
  const expected = Math.min(MAX_EXPECTED, WEIGHT * Math.min(a, b));
  return Math.max(-1, (similarity - expected) / (1 - expected));
}
