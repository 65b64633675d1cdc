let last: number | undefined;
const listeners = new Set<(score: number) => void>();

/** Keeps the score of a comparison, for as long as the page is open. */
export function rememberComparison(score: number): void {
  last = score;
  for (const listener of listeners) listener(score);
}

/** Calls the listener with the last comparison's score, now if there is one, and at each further one. */
export function watchComparisons(listener: (score: number) => void): void {
  listeners.add(listener);
  if (last !== undefined) listener(last);
}
