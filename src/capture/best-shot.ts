import type { DetectResponse } from '../contract/wire.ts';
import type { FaceQuality } from '../vision/quality.ts';

/** A frame that may become the picture. */
export interface Candidate<Bitmap extends { close(): void } = ImageBitmap> {
  bitmap: Bitmap;
  quality: FaceQuality;
}

/** Keeps the frame of the best quality and what the liveness model says of every frame offered. */
export class BestShot<Bitmap extends { close(): void } = ImageBitmap> {
  #best: Candidate<Bitmap> | undefined;
  #liveness: DetectResponse[] = [];
  #offered = 0;

  /** How many frames it was chosen from. */
  get offered(): number {
    return this.#offered;
  }

  /** Owns the bitmap from here on: what is not the best is closed. */
  offer(candidate: Candidate<Bitmap>, liveness: DetectResponse | undefined): void {
    this.#offered += 1;
    if (liveness) this.#liveness.push(liveness);
    const best = this.#best;
    if (best && best.quality.unifiedQualityScore >= candidate.quality.unifiedQualityScore) {
      candidate.bitmap.close();
    } else {
      best?.bitmap.close();
      this.#best = candidate;
    }
  }

  /** Hands over the best frame, whose bitmap the caller closes; undefined if none was offered. */
  take(): (Candidate<Bitmap> & { liveness: DetectResponse | undefined }) | undefined {
    const best = this.#best;
    const liveness = middle(this.#liveness);
    this.#best = undefined;
    this.clear();
    return best && { ...best, liveness };
  }

  clear(): void {
    this.#best?.bitmap.close();
    this.#best = undefined;
    this.#liveness = [];
    this.#offered = 0;
  }
}

/** The frame in the middle by its score, of two the more suspicious: one odd frame neither damns nor saves. */
function middle(results: readonly DetectResponse[]): DetectResponse | undefined {
  return [...results].sort((a, b) => a.score - b.score)[Math.floor(results.length / 2)];
}
