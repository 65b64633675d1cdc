import type { Box } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import type { ModelClock } from '../runtime/model-session.ts';
import { type Detection, overlap } from './detection.ts';
import type { FaceDetector, FaceProposer } from './face-models.ts';
import { squareAround } from './grow-box.ts';

/**
 * The views in which a doubtful face is looked for again, the cheaper one first: their sides in sides of its box, and
 * pixels of what the model is shown. Faces are found again in both, while a lamp, a sleeve or a texture looks like a
 * face at one size only. A face that fills half of the view needs few pixels: of 96 doubtful faces the small view found
 * more than one of the whole input, and of 80 things none, where the large one found 26 (docs/evaluation.md).
 */
const VIEWS = { narrow: { side: 2, most: 128 }, wide: { side: 4 } } as const;

/** How much of both boxes, of the first look and of another, must be common: intersection over union. */
const MIN_COMMON = 0.3;

/** A detector that looks again where it is not sure: what it does not see again is no face. */
export function confirmedDetector(proposer: FaceProposer): FaceDetector {
  const isSeenAgain = seesAgain(proposer);
  const confirm: FaceDetector['confirm'] = async (picture, proposals, clock, isFace) => {
    const confirmed: Detection[] = [];
    for (const face of proposals) {
      const isConfirmed =
        face.score >= proposer.sureScore ||
        ((await isSeenAgain(picture, face.box, 'narrow', clock)) &&
          ((await isFace?.(face)) || (await isSeenAgain(picture, face.box, 'wide', clock))));
      if (isConfirmed) confirmed.push(face);
    }
    return confirmed;
  };
  return {
    ...proposer,
    confirm,
    detect: async (picture, region, clock) =>
      confirm(picture, await proposer.propose(picture, region, clock), clock),
  };
}

function seesAgain(proposer: FaceProposer) {
  return async (
    picture: Picture,
    box: Box,
    view: keyof typeof VIEWS,
    clock: ModelClock | undefined,
  ): Promise<boolean> => {
    const { side, most }: { side: number; most?: number } = VIEWS[view];
    const found = await proposer.propose(picture, squareAround(box, side), clock, most);
    return found.some(
      (face) => face.score >= proposer.secondScore[view] && overlap(face.box, box) >= MIN_COMMON,
    );
  };
}
