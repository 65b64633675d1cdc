import type { Match } from './vector-index.ts';

/** Best first; among equals the lower index first. */
export function byRank(a: Match, b: Match): number {
  return b.similarity - a.similarity || a.index - b.index;
}

/**
 * The best `k` rows of those offered in ascending order of index.
 *
 * Sorted once it holds twice as many as wanted, so an offer costs little on average whatever `k` is.
 */
export class BestRows {
  #held: Match[] = [];
  #threshold = -Infinity;
  /** Once `k` rows are held, one equal to the worst of them has a higher index and stays out. */
  #full = false;

  constructor(readonly k: number) {}

  /** Offers rows `first`, `first + 1`, … by their similarities. */
  offer(similarities: Float32Array, first: number): void {
    for (let i = 0; i < similarities.length; i++) {
      const similarity = similarities[i] as number;
      if (this.#full ? similarity > this.#threshold : similarity >= this.#threshold) {
        this.#held.push({ index: first + i, similarity });
        if (this.#held.length >= 2 * this.k) this.#cut();
      }
    }
  }

  /** The best rows so far, best first. */
  get entries(): Match[] {
    this.#cut();
    return this.#held;
  }

  #cut(): void {
    this.#held.sort(byRank).splice(this.k);
    const worst = this.#held[this.k - 1];
    if (worst === undefined) return;
    this.#full = true;
    this.#threshold = worst.similarity;
  }
}
