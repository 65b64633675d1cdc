import type { MeasuredQuality } from './quality.ts';

/** A picture that may become the best shot. */
interface Shot {
  picture: { close(): void };
  quality: MeasuredQuality;
}

/** Keeps the shot of the highest quality, of equals the first, and closes the pictures of the others. */
export class BestShot<Candidate extends Shot> {
  #best: Candidate | undefined;

  /** Owns the picture from here on. */
  offer(shot: Candidate): void {
    const best = this.#best;
    if (best && best.quality.unifiedQualityScore >= shot.quality.unifiedQualityScore) {
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
