import { ApiLiteError, type ApiLiteErrorReason } from '../contract/errors.ts';
import type { Picture } from '../media/picture.ts';
import type { LocatedFace } from '../vision/face-pipeline.ts';
import { type MeasuredQuality, measureQuality } from '../vision/quality.ts';

/** What is wrong with a picture, if a component of its quality is below a bound, and what to do about it. */
interface Fault {
  reason: ApiLiteErrorReason;
  component: keyof MeasuredQuality;
  below: number;
  message: string;
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
  {
    reason: 'cut-off',
    component: 'faceWithinPicture',
    below: 90,
    message: 'The face is cut off. Use a picture that shows the whole face.',
  },
  {
    reason: 'too-blurred',
    component: 'sharpness',
    below: 40,
    message: 'The face is too blurred. Hold still, wipe the lens, and use a sharp picture.',
  },
];

const COVERED =
  'Too little of the face can be seen. Uncover it, look into the camera, and use a picture without noise.';

/**
 * Why a face can't be told from others, by what its pixels show: an error BPE-003001 with a reason.
 *
 * What nothing else explains is called covered: it is what remains.
 */
export function unrecognizableFace(picture: Picture, { box, points }: LocatedFace): ApiLiteError {
  const [left, right] = points;
  const quality = measureQuality(picture, { box, eyeCentres: [left, right], otherFace: 0 });
  const fault = FAULTS.find(({ component, below }) => (quality[component] ?? below) < below);
  const { reason, message } = fault ?? { reason: 'covered', message: COVERED };
  return new ApiLiteError('BPE-003001', message, { reason });
}
