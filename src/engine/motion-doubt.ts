import { ApiLiteError } from '../contract/errors.ts';
import { type FaceMotion, MIN_CHANGE, MIN_MOTION_FRAMES } from '../vision/face-motion.ts';

/** Of more than this share of a video's frames the face must be seen: else it may be cut from several. */
const MIN_SEEN_SHARE = 0.5;

/**
 * Why a video can't be told from one of a photo, as an error LDE-002004; undefined if it can.
 *
 * @param frames How many were looked at, and how many of them show a face that can be used.
 * @param fault What is wrong with the most of the other frames.
 */
export function motionDoubt(
  motion: FaceMotion,
  frames: { usable: number; seen: number },
  fault: ApiLiteError | undefined,
): ApiLiteError | undefined {
  const { usable, seen } = frames;
  if (usable < MIN_MOTION_FRAMES || usable <= MIN_SEEN_SHARE * seen) {
    return (
      fault ??
      refusal(
        'too-few-frames',
        `Only ${usable} of ${seen} frames looked at show a face that can be used: more than half must, and ` +
          `${MIN_MOTION_FRAMES} at the least. Record two seconds or more, with the face in the picture all the time.`,
      )
    );
  }
  if (motion.change < MIN_CHANGE) {
    return refusal(
      'no-motion',
      'The face does not move as a living one does. Turn the head a little, blink or speak while recording.',
    );
  }
  if (motion.isLoop) {
    return refusal(
      'no-motion',
      'The video shows the same frames again and again. Record it anew, in one go.',
    );
  }
  return undefined;
}

function refusal(reason: 'too-few-frames' | 'no-motion', message: string): ApiLiteError {
  return new ApiLiteError('LDE-002004', message, { reason });
}
