import type { Box } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import type { ModelClock } from '../runtime/model-session.ts';
import { type Detection, overlap } from './detection.ts';
import type { FaceDetector, FaceProposer } from './face-models.ts';
import { squareAround } from './grow-box.ts';

/**
 * Sides of the views in which a doubtful face is looked for again, in sides of its box. Faces are found again in both,
 * while a lamp, a sleeve or a texture looks like a face at one size only (docs/evaluation.md).
 */
const VIEWS = { wide: 4, narrow: 2 };

/** How much of both boxes, of the first look and of another, must be common: intersection over union. */
const MIN_COMMON = 0.3;

/** A detector that looks again where it is not sure: what it does not see again is no face. */
export function confirmedDetector(proposer: FaceProposer): FaceDetector {
  const confirm: FaceDetector['confirm'] = async (picture, proposals, clock, isFace) => {
    const confirmed: Detection[] = [];
    for (const face of proposals) {
      const isConfirmed =
        face.score >= proposer.sureScore ||
        (await isFace?.(face)) ||
        (await isSeenAgain(proposer, picture, face.box, clock));
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

async function isSeenAgain(
  proposer: FaceProposer,
  picture: Picture,
  box: Box,
  clock: ModelClock | undefined,
): Promise<boolean> {
  for (const view of ['wide', 'narrow'] as const) {
    const found = await proposer.propose(picture, squareAround(box, VIEWS[view]), clock);
    const isSame = (face: Detection) =>
      face.score >= proposer.secondScore[view] && overlap(face.box, box) >= MIN_COMMON;
    if (!found.some(isSame)) return false;
  }
  return true;
}
