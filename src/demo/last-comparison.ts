/** Where the score outlives a reload, in this tab of the browser: a number, nothing of a picture. */
const KEPT_AS = 'inpage-face-demo last comparison';

let last = kept();
const listeners = new Set<(score: number) => void>();

/** Keeps the score of a comparison, for as long as the browser's tab is open. */
export function rememberComparison(score: number): void {
  last = score;
  try {
    sessionStorage.setItem(KEPT_AS, String(score));
  } catch {
    // Storage is switched off: it is kept until the page is left.
  }
  for (const listener of listeners) listener(score);
}

/** Calls the listener with the last comparison's score, now if there is one, and at each further one. */
export function watchComparisons(listener: (score: number) => void): void {
  listeners.add(listener);
  if (last !== undefined) listener(last);
}

function kept(): number | undefined {
  try {
    const score = Number.parseFloat(sessionStorage.getItem(KEPT_AS) ?? '');
    return score >= 0 && score <= 1 ? score : undefined;
  } catch {
    return undefined;
  }
}
