import type { Box } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import type { ModelClock } from '../runtime/model-session.ts';
import { type Detection, overlap } from './detection.ts';
import type { FaceDetector } from './face-models.ts';
import { squareAround } from './grow-box.ts';

/** Side of the view in sides of the last box: a face that moves by half its width stays in it. */
const VIEW = 2;

/** Pixels of the view's side: a fifth of the work of a look at the whole picture (docs/live-video.md). */
const VIEW_PIXELS = 96;

/** How much of the last box and the new one must be common: intersection over union. */
const MIN_COMMON = 0.3;

/** Looks for a face where it was in the frame before; undefined if it is not there any more. */
export async function followFace(
  detector: Pick<FaceDetector, 'propose' | 'secondScore'>,
  picture: Picture,
  last: Box,
  clock?: ModelClock,
): Promise<Detection | undefined> {
  const found = await detector.propose(picture, squareAround(last, VIEW), clock, VIEW_PIXELS);
  const likely = found.filter(({ score }) => score >= detector.secondScore.narrow);
  const [nearest] = likely.sort((a, b) => overlap(b.box, last) - overlap(a.box, last));
  return nearest && overlap(nearest.box, last) >= MIN_COMMON ? nearest : undefined;
}
