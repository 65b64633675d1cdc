import type { MeasuredQuality } from './quality.ts';

/** A picture that may become the best shot. */
interface Shot {
  picture: { close(): void };
  quality: MeasuredQuality;
}

/** Keeps the shot that ranks highest, of equals the first, and closes the pictures of the others. */
export class BestShot<Candidate extends Shot> {
  #best: Candidate | undefined;
  readonly #rankOf: (quality: Candidate['quality']) => number;

  /** @param rankOf Default: by quality. */
  constructor(rankOf: (quality: Candidate['quality']) => number = (quality) => quality.unifiedQualityScore) {
    this.#rankOf = rankOf;
  }

  /** Owns the picture from here on. */
  offer(shot: Candidate): void {
    const best = this.#best;
    if (best && this.#rankOf(best.quality) >= this.#rankOf(shot.quality)) {
      shot.picture.close();
    } else {
      this.clear();
      this.#best = shot;
    }
  }

  /** Hands over the best shot, whose picture the caller closes; undefined if none was offered. */
  take(): Candidate | undefined {
    const best = this.#best;
    this.#best = undefined;
    return best;
  }

  clear(): void {
    this.take()?.picture.close();
  }
}
