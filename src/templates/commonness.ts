/**
 * How alike a face is to everybody: the mean similarity of its vector to those of a pack's cohort that are nearest to it
 * (cohort.ts). Pictures that are bad in the same way resemble each other for that alone, and it shows here.
 */
export interface Commonness {
  /** {@link MIN_COMMONNESS} to 1; clean pictures have about 0.2. */
  value: number;
  /** Names the cohort: of another one, it would be another. */
  cohort: number;
}

/** Nothing counts as less common: so a search knows how much a row's own commonness can change (people-queries.ts). */
export const MIN_COMMONNESS = 0.1;

/** How much of the commonness of both is expected of the similarity of two strangers, by measurement. */
const WEIGHT = 0.75;

/** The most that is expected: beyond 1 it would turn the sign. */
const MAX_EXPECTED = 0.9;

/**
 * A similarity measured from what two strangers as common as these two would have, -1 to 1: 1 stays 1. It rises with the
 * similarity and falls with either commonness.
 *
 * @param a Commonness of one of the two; 0 if it is not known.
 * @param b Of the other.
 */
export function normalisedSimilarity(similarity: number, a: number, b: number): number {
  const expected = Math.min(MAX_EXPECTED, WEIGHT * (a + b));
  return Math.max(-1, (similarity - expected) / (1 - expected));
}
