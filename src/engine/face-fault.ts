import { ApiLiteError, type ApiLiteErrorReason } from '../contract/errors.ts';
import type { Box } from '../media/geometry.ts';
import type { FaceQuality, MeasuredQuality } from '../vision/quality.ts';

/** A face narrower than this, in pixels, shows the anti-spoofing model nothing of a print's or a screen's texture. */
const MIN_FACE_WIDTH = 40;

/**
 * The picture's extent in sizes of the face, at the least. Anti-spoofing models judge a face by what surrounds it, a
 * print's edge or a screen's, and were not trained on less: below, 30 % of live faces are taken for attacks, above 8 %
 * (docs/liveness.md).
 */
const MIN_SURROUNDINGS = 1.3;

/** What is looked at before a face is judged. */
export interface JudgedFace {
  box: Box;
  /** {@link surroundingsOf} the box. */
  surroundings: number;
  quality: MeasuredQuality;
}

/** How much of the picture there is around a face: its extent in sizes of the face, of width and height the less. */
export function surroundingsOf({ width, height }: Box, picture: { width: number; height: number }): number {
  return Math.min(picture.width / width, picture.height / height);
}

/** What makes a face unfit to be judged, and what to do about it. */
interface Fault {
  reason: ApiLiteErrorReason;
  applies(face: JudgedFace): boolean;
  message: string;
}

/** Whether a component was measured and is below a bound. */
function isBelow(component: keyof FaceQuality, bound: number): Fault['applies'] {
  return ({ quality }) => (quality[component] ?? bound) < bound;
}

/** The first that applies is told. The bounds of quality spare 99 % of the live pictures measured: docs/liveness.md. */
const FAULTS: readonly Fault[] = [
  {
    reason: 'too-small',
    applies: ({ box }) => box.width < MIN_FACE_WIDTH,
    message: `The face is less than ${MIN_FACE_WIDTH} pixels wide. Come closer, or use a larger picture.`,
  },
  {
    reason: 'cut-off',
    applies: isBelow('faceWithinPicture', 90),
    message: 'The face is cut off. Show the whole head and some of the background.',
  },
  {
    reason: 'no-surroundings',
    applies: ({ surroundings }) => surroundings < MIN_SURROUNDINGS,
    message:
      'The picture shows too little around the face. Move back: the whole head and some background must show.',
  },
  {
    reason: 'too-dark',
    applies: isBelow('underExposurePrevention', 50),
    message: 'The face is too dark. Turn to the light, or use a picture taken in better light.',
  },
  {
    reason: 'too-bright',
    applies: isBelow('overExposurePrevention', 50),
    message: 'The face is too bright. Turn away from the light, or use a picture with less of it.',
  },
  {
    reason: 'too-blurred',
    applies: isBelow('sharpness', 20),
    message: 'The face is too blurred. Hold still, wipe the lens, and use a sharp picture.',
  },
];

/** Why liveness can't judge a face, as an error LDE-002004; undefined if it can. */
export function faceFault(face: JudgedFace): ApiLiteError | undefined {
  const fault = FAULTS.find(({ applies }) => applies(face));
  return fault && new ApiLiteError('LDE-002004', fault.message, { reason: fault.reason });
}
