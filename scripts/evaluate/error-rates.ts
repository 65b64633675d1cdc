/** Similarities of all-against-all comparisons, ascending. */
export interface Similarities {
  /** Pairs of pictures of one person. */
  genuine: Float32Array;
  /** Pairs of pictures of different people. */
  impostor: Float32Array;
}

/** A picture's template, or its vector, and whose it is. */
export interface Identified<Template> {
  identity: string;
  template: Template;
}

/** Error rates if a threshold accepts from itself on. */
export interface OperatingPoint {
  /** Similarity from which on two pictures count as one person. */
  threshold: number;
  /** False match rate measured: share of impostor pairs at or above the threshold. */
  fmr: number;
  /** False non-match rate measured: share of genuine pairs below the threshold. */
  fnmr: number;
}

/**
 * Errors below which a rate is only a hint: by Doddington's rule of 30, thirty errors put the true rate
 * within 30 % of the measured one at 90 % confidence.
 */
export const RELIABLE_ERRORS = 30;

/** Compares every picture with every other once. */
export function compareAll<Template>(
  items: readonly Identified<Template>[],
  similarity: (a: Template, b: Template) => number,
): Similarities {
  const all = new Float32Array((items.length * (items.length - 1)) / 2);
  // Genuine ones fill the front, impostors the back, so that one buffer of the exact size holds both.
  let front = 0;
  let back = all.length;
  items.forEach((a, index) => {
    for (const b of items.slice(index + 1)) {
      const value = similarity(a.template, b.template);
      if (a.identity === b.identity) all[front++] = value;
      else all[--back] = value;
    }
  });
  return { genuine: all.subarray(0, front).sort(), impostor: all.subarray(front).sort() };
}

/** How many values of an ascending array are below a bound. */
export function countBelow(sorted: Float32Array, bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Number.POSITIVE_INFINITY) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The error rates at a threshold. */
export function ratesAt(threshold: number, { genuine, impostor }: Similarities): OperatingPoint {
  return {
    threshold,
    fmr: 1 - countBelow(impostor, threshold) / impostor.length,
    fnmr: countBelow(genuine, threshold) / genuine.length,
  };
}

/**
 * The lowest threshold whose false match rate does not exceed the one wanted.
 *
 * @returns undefined if there are too few impostor pairs for even one error at that rate, if no
 * similarity separates so few, or if there is no genuine pair
 */
export function operatingPoint(fmr: number, similarities: Similarities): OperatingPoint | undefined {
  const { genuine, impostor } = similarities;
  // The margin keeps a product like 0.001 * 1000 from falling to 0.
  const allowed = Math.floor(fmr * impostor.length + 1e-9);
  if (allowed < 1 || genuine.length === 0) return undefined;
  const highestRejected = impostor[impostor.length - allowed - 1] ?? Number.NEGATIVE_INFINITY;
  const threshold = impostor.subarray(impostor.length - allowed).find((value) => value > highestRejected);
  return threshold === undefined ? undefined : ratesAt(threshold, similarities);
}

/** Whether a list is long enough for a rate to be more than a hint, see {@link RELIABLE_ERRORS}. */
export function isReliable(fmr: number, { impostor }: Similarities): boolean {
  return fmr * impostor.length >= RELIABLE_ERRORS;
}
