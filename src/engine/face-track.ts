import { type Box, wholeOf } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import type { ModelClock } from '../runtime/model-session.ts';
import { type Detection, largestFirst, overlap } from '../vision/detection.ts';
import type { FaceDetector } from '../vision/face-models.ts';
import { growBox } from '../vision/grow-box.ts';
import { otherFaceWidth, otherPersons } from './choose-face.ts';

/** How far around its last place a lost face is looked for: so many times its box. */
const SEARCH_SCALE = 3;

/** What a frame shows of the person followed. */
export interface TrackedFrame {
  /** The followed face; undefined if the frame has none, or only one that is mostly outside. */
  face?: Detection;
  /** Another face is large enough to be meant as well. */
  several: boolean;
  /** Width of the largest other face over the followed one's; 0 if there is none. */
  otherFace: number;
}

/** Follows one person from frame to frame: the largest face at first, then the one nearest its last place. */
export function faceTrack(detector: Pick<FaceDetector, 'detect'>) {
  let last: Box | undefined;

  async function detect(picture: Picture, clock: ModelClock | undefined): Promise<Detection[]> {
    const found = await detector.detect(picture, wholeOf(picture), clock);
    if (found.length > 0 || !last) return found;
    // Missed in the whole frame, a face is often found where it was: there it is shown larger.
    return detector.detect(picture, growBox(last, SEARCH_SCALE), clock);
  }

  return async (picture: Picture, clock?: ModelClock): Promise<TrackedFrame> => {
    const detections = await detect(picture, clock);
    const place = last;
    const rank = ({ box }: Detection): number => (place ? overlap(box, place) : 0);
    // Sorting is stable: if nothing overlaps the last place, the largest face is taken up.
    const [face] = largestFirst(detections).sort((a, b) => rank(b) - rank(a));
    if (!face) return { several: false, otherFace: 0 };
    last = face.box;
    return {
      ...(isCentred(face.box, picture) && { face }),
      several: otherPersons(face, detections).length > 0,
      otherFace: otherFaceWidth(face, detections),
    };
  };
}

/** Whether a face's centre lies in the picture. */
function isCentred(box: Box, picture: { width: number; height: number }): boolean {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  return x > 0 && x < picture.width && y > 0 && y < picture.height;
}
