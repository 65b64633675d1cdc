import { type Box, wholeOf } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import type { ModelClock } from '../runtime/model-session.ts';
import { type Detection, largestFirst, overlap } from '../vision/detection.ts';
import type { FaceDetector } from '../vision/face-models.ts';
import { followFace } from '../vision/follow-face.ts';

/** The whole frame is looked at again after so many frames, */
const MAX_FOLLOWED_FRAMES = 10;

/** or so many seconds, whichever comes first: whoever enters is seen within half a second. */
const MAX_FOLLOWED_SECONDS = 0.5;

/** Boxes that have so much in common (intersection over union) are of one face. */
const SAME_FACE = 0.3;

/** Finds the faces of frame after frame, and looks at the whole of one only if it must. */
export class FollowedFaces {
  readonly #detector: Pick<FaceDetector, 'detect' | 'propose' | 'secondScore'>;
  readonly #most: number;
  #last: readonly Box[];
  #frames = 0;
  #lookedAt: number | undefined;

  /**
   * @param most Faces to follow, the largest.
   * @param last Where faces were seen before the first frame.
   */
  constructor(
    detector: Pick<FaceDetector, 'detect' | 'propose' | 'secondScore'>,
    most: number,
    last: readonly Box[] = [],
  ) {
    this.#detector = detector;
    this.#most = most;
    this.#last = last;
  }

  /**
   * The faces of the next frame, largest first.
   *
   * @param time Seconds by the frames' own clock, if they have one.
   */
  async find(picture: Picture, time: number | undefined, clock?: ModelClock): Promise<Detection[]> {
    const followed = await this.#follow(picture, clock);
    const isWhole = followed.length === 0 || followed.length < this.#last.length || this.#isDue(time);
    const faces = isWhole ? await this.#lookAtAll(picture, followed, clock) : followed;
    this.#frames = isWhole ? 0 : this.#frames + 1;
    if (isWhole) this.#lookedAt = time;
    const largest = largestFirst(faces).slice(0, this.#most);
    this.#last = largest.map(({ box }) => box);
    return largest;
  }

  async #follow(picture: Picture, clock: ModelClock | undefined): Promise<Detection[]> {
    const followed: Detection[] = [];
    for (const last of this.#last) {
      const face = await followFace(this.#detector, picture, last, clock);
      if (face) addNew(followed, face);
    }
    return followed;
  }

  /** A face that is too small to be seen in the whole frame may still be seen where it was. */
  async #lookAtAll(
    picture: Picture,
    followed: readonly Detection[],
    clock: ModelClock | undefined,
  ): Promise<Detection[]> {
    const faces = await this.#detector.detect(picture, wholeOf(picture), clock);
    for (const face of followed) addNew(faces, face);
    return faces;
  }

  /** A clock that was set back counts as well: a video may be wound back. */
  #isDue(time: number | undefined): boolean {
    if (this.#frames + 1 >= MAX_FOLLOWED_FRAMES) return true;
    if (time === undefined || this.#lookedAt === undefined) return false;
    return Math.abs(time - this.#lookedAt) >= MAX_FOLLOWED_SECONDS;
  }
}

/** Two faces that are followed may run into one. */
function addNew(faces: Detection[], face: Detection): void {
  if (faces.every(({ box }) => overlap(box, face.box) < SAME_FACE)) faces.push(face);
}
