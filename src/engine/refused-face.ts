import { ApiLiteError, type ApiLiteErrorReason } from '../contract/errors.ts';
import type { Box } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import type { TemplateBounds } from '../runtime/model-manifest.ts';
import type { EmbeddedFace, LocatedFace } from '../vision/face-pipeline.ts';
import { poseOfPoints } from '../vision/pose-of-points.ts';
import { type MeasuredQuality, measureQuality } from '../vision/quality.ts';

/** Why a face is refused, and what to do about it. */
interface Refusal {
  reason: ApiLiteErrorReason;
  message: string;
}

const TURNED_AWAY: Refusal = {
  reason: 'turned-away',
  message: 'The face is turned away. Use a picture in which the person looks towards the camera.',
};

const CUT_OFF: Refusal = {
  reason: 'cut-off',
  message: 'The face is cut off. Use a picture that shows the whole face.',
};

const COVERED: Refusal = {
  reason: 'covered',
  message:
    'Too little of the face can be seen. Uncover it, look into the camera, and use a picture without noise.',
};

/** What is wrong with a picture, if a component of its quality is below a bound, and what to do about it. */
interface Fault extends Refusal {
  component: keyof MeasuredQuality;
  below: number;
}

/**
 * The first that applies is told: of a face that is dark or small, sharpness says little. Eyes 15 pixels apart give 6, and
 * a face blurred by a twentieth of its width some 20 of sharpness.
 */
const FAULTS: readonly Fault[] = [
  {
    reason: 'too-dark',
    component: 'underExposurePrevention',
    below: 50,
    message: 'The face is too dark. Use a picture taken in better light.',
  },
  {
    reason: 'too-bright',
    component: 'overExposurePrevention',
    below: 50,
    message: 'The face is too bright. Use a picture with less light on the face.',
  },
  {
    reason: 'too-small',
    component: 'interEyeDistance',
    below: 6,
    message: 'The face is too small. Use a larger picture, or come closer.',
  },
  { ...CUT_OFF, component: 'faceWithinPicture', below: 90 },
  {
    reason: 'too-blurred',
    component: 'sharpness',
    below: 40,
    message: 'The face is too blurred. Hold still, wipe the lens, and use a sharp picture.',
  },
];

/** A box that ends so near the picture's edge, in heights of it, may have been cut short there. */
const EDGE = 0.05;

/**
 * Why no template is made of a face that can't be told from others: an error BPE-003001 with a reason; undefined if one is.
 *
 * @param commonness Of its embedding; 0 if the pack has no cohort.
 * @param calibration The pack's.
 */
export function refusedFace(
  picture: Picture,
  face: EmbeddedFace,
  commonness: number,
  { bounds = NO_BOUNDS, commonness: { highest } = { highest: 1 } }: TemplateBounds,
): ApiLiteError | undefined {
  const { yaw, roll } = poseOfPoints(face.points);
  if (Math.abs(yaw) > bounds.highestYaw) return refusal(TURNED_AWAY);
  if (isCutShort(face.box, roll, picture, bounds.lowestAspect)) return refusal(CUT_OFF);
  const isClear = commonness <= highest && face.embedding.length >= bounds.lowestLength;
  return isClear ? undefined : refusal(faultOf(picture, face));
}

const NO_BOUNDS = { highestYaw: 180, lowestAspect: 0, lowestLength: 0 };

/**
 * Where the picture cuts a face off, the models squeeze it into what is left: the points lie within the picture, and the
 * embedding need not look common. The box's shape tells.
 */
function isCutShort(box: Box, roll: number, picture: Picture, lowestAspect: number): boolean {
  const lies = Math.abs(Math.sin((roll * Math.PI) / 180)) > Math.SQRT1_2;
  const [start, height, width, end] = lies
    ? [box.x, box.width, box.height, picture.width]
    : [box.y, box.height, box.width, picture.height];
  const isAtEdge = start < EDGE * height || end - (start + height) < EDGE * height;
  return isAtEdge && height < lowestAspect * width;
}

/**
 * What the pixels show of a face that is like any other bad one, or of what is none. What nothing else explains is called
 * covered: it is what remains.
 */
function faultOf(picture: Picture, { box, points }: LocatedFace): Refusal {
  const [left, right] = points;
  const quality = measureQuality(picture, { box, eyeCentres: [left, right], otherFace: 0 });
  return FAULTS.find(({ component, below }) => (quality[component] ?? below) < below) ?? COVERED;
}

function refusal({ reason, message }: Refusal): ApiLiteError {
  return new ApiLiteError('BPE-003001', message, { reason });
}
