import { distance, type Point } from '../media/geometry.ts';
import { residualDistance } from './homography.ts';
import { eyeCentresOf } from './landmarks.ts';
import { type AlignedBrightness, alignedResidual, planarResidual } from './planar-residual.ts';

/** Fewer frames tell nothing of motion. */
export const MIN_MOTION_FRAMES = 4;

/**
 * The least change, as {@link planarResidual}, of a living face in a video, in all frames but the one that changes
 * most. Videos made of a photo reach 0.43 %, live ones begin at 2.5 %: docs/liveness.md.
 */
export const MIN_CHANGE = 0.005;

/**
 * Two frames that lie apart and differ by less, as {@link planarResidual}, show the same picture again: no live
 * frames measured come as near to each other.
 */
const MAX_REPEATED = 0.001;

/** Frames shown again are aligned alike, but for what the encoder changed: what differs by more is not fitted. */
const MAX_MISALIGNED = 0.02;

/** With so many of the frames shown again, a video is a loop. */
const MIN_REPEATED_SHARE = 0.5;

/** The first landmark after the jaw's: a jaw's outline is no fixed point of the head. */
const INNER_LANDMARKS = 17;

/** What a frame shows of a face, to be compared with other frames. */
export interface FaceSample {
  brightness: AlignedBrightness;
  /** 68 iBUG landmarks; undefined if the pack has no model for them. */
  landmarks?: readonly Point[] | undefined;
}

/** How a frame differs from the first one. */
export interface FrameMotion {
  /** What no motion of a flat picture explains, as a share of the face's contrast; 0 to 1: `planarResidual`. */
  change: number;
  /**
   * What stays between the landmarks after the best homography, root mean square, in eye distances; left out if the
   * pack has no model for 68 landmarks. A median above 0.015 over the frames is a sign of three dimensions.
   */
  depth?: number;
}

/** How a face moves in a video: as a living one does, or as a photo. */
export class FaceMotion {
  readonly #samples: FaceSample[] = [];
  readonly #motions: FrameMotion[] = [];
  readonly #repeated = new Set<number>();

  /** @returns how the frame differs from the first one; undefined for the first. */
  add(sample: FaceSample): FrameMotion | undefined {
    this.#noteRepeats(sample);
    this.#samples.push(sample);
    const [first] = this.#samples;
    if (!first || first === sample) return undefined;
    const depth = depthBetween(first, sample);
    const change = planarResidual(first.brightness, sample.brightness);
    const motion = { change, ...(depth !== undefined && { depth }) };
    this.#motions.push(motion);
    return motion;
  }

  /** The second largest change: one frame in which the face was not met exactly is no motion. NaN of too few frames. */
  get change(): number {
    return this.#motions.map(({ change }) => change).sort((a, b) => b - a)[1] ?? Number.NaN;
  }

  /** Whether most of what is shown is shown again later: a loop of few frames. */
  get isLoop(): boolean {
    return this.#repeated.size >= MIN_REPEATED_SHARE * this.#samples.length;
  }

  #noteRepeats({ brightness }: FaceSample): void {
    const at = this.#samples.length;
    // Neighbours are alike in any video.
    for (const [earlier, { brightness: other }] of this.#samples.slice(0, -1).entries()) {
      if (alignedResidual(other, brightness) > MAX_MISALIGNED) continue;
      if (planarResidual(other, brightness) < MAX_REPEATED) this.#repeated.add(earlier).add(at);
    }
  }
}

function depthBetween(first: FaceSample, sample: FaceSample): number | undefined {
  if (!first.landmarks || !sample.landmarks) return undefined;
  const inner = [first, sample].map(({ landmarks = [] }) => landmarks.slice(INNER_LANDMARKS));
  return residualDistance(inner[0] ?? [], inner[1] ?? []) / eyeDistance(sample.landmarks);
}

function eyeDistance(landmarks: readonly Point[]): number {
  return distance(...eyeCentresOf(landmarks));
}
