import type { DetectResponse } from '../contract/wire.ts';
import { BestShot } from '../vision/best-shot.ts';
import type { FaceQuality } from '../vision/quality.ts';
import { openEyesOf, shotRank } from './shot-rank.ts';

/** A frame that may become the picture. */
export interface Candidate<Bitmap extends { close(): void } = ImageBitmap> {
  picture: Bitmap;
  quality: FaceQuality;
}

/** Keeps the best of the frames offered, and what the liveness model says of all of them. */
export class OfferedShots<Bitmap extends { close(): void } = ImageBitmap> {
  #offered: FaceQuality[] = [];
  readonly #best = new BestShot<Candidate<Bitmap>>((quality) => shotRank(quality, openEyesOf(this.#offered)));
  #liveness: (DetectResponse | undefined)[] = [];

  get count(): number {
    return this.#liveness.length;
  }

  /** Owns the bitmap from here on: what is not the best is closed. */
  offer(candidate: Candidate<Bitmap>, liveness: DetectResponse | undefined): void {
    this.#liveness.push(liveness);
    this.#offered.push(candidate.quality);
    this.#best.offer(candidate);
  }

  /** Hands over the best frame, whose bitmap the caller closes; undefined if none was offered. */
  take(): (Candidate<Bitmap> & { liveness: DetectResponse | undefined }) | undefined {
    const best = this.#best.take();
    const liveness = middle(this.#liveness.filter((result) => result !== undefined));
    this.clear();
    return best && { ...best, liveness };
  }

  clear(): void {
    this.#best.clear();
    this.#offered = [];
    this.#liveness = [];
  }
}

/** The frame in the middle by its score, of two the more suspicious: one odd frame neither damns nor saves. */
function middle(results: readonly DetectResponse[]): DetectResponse | undefined {
  return [...results].sort((a, b) => a.score - b.score)[Math.floor(results.length / 2)];
}
