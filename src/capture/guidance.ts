import { otherPersons } from '../engine/choose-face.ts';
import type { Face } from '../engine/engine-methods.ts';
import { centreOf } from '../media/geometry.ts';
import { area } from '../vision/detection.ts';
import type { Gesture } from '../vision/gestures/gesture-names.ts';
import type { FaceQuality } from '../vision/quality.ts';
import { ovalIn, type Size } from './oval.ts';
import * as least from './thresholds.ts';

/** What the person should do next; each has its sentence in {@link CaptureTexts}. */
export type GuidanceCode =
  | 'no-face'
  | 'several-faces'
  | 'move-closer'
  | 'move-back'
  | 'center-face'
  | 'too-dark'
  | 'too-bright'
  | 'look-straight'
  | 'straighten-head'
  | 'open-eyes'
  | 'hold-still'
  | 'blurred'
  /** No component is bad by itself, but together they stay below the minimum quality. */
  | 'low-quality'
  /** All is well: the picture is taken when it stays so. */
  | 'ready'
  /** What the person is asked to do before the picture is taken, if gestures are wanted. */
  | Gesture;

/**
 * Judges how many faces there are and where the first one is.
 *
 * @param faces Largest first, in the picture's pixels.
 * @param brightness Mean brightness of the picture, 0 to 255; asked for only if there is no face.
 * @returns undefined if one face stands in the oval: then its quality is worth measuring.
 */
export function guideByPlace(
  faces: readonly Pick<Face, 'box'>[],
  picture: Size,
  brightness: () => number,
): GuidanceCode | undefined {
  const [face] = faces;
  if (!face) return guideWithoutFace(brightness());
  if (otherPersons(face, faces).length > 0) return 'several-faces';
  const { box } = face;
  const oval = ovalIn(picture);
  const size = Math.sqrt(area(box) / area(oval));
  if (size < least.FACE_SIZE.least) return 'move-closer';
  if (size > least.FACE_SIZE.most) return 'move-back';
  const offX = Math.abs(box.x + box.width / 2 - (oval.x + oval.width / 2)) / oval.width;
  const offY = Math.abs(box.y + box.height / 2 - (oval.y + oval.height / 2)) / oval.height;
  return Math.max(offX, offY) > least.MAX_OFF_CENTRE ? 'center-face' : undefined;
}

function guideWithoutFace(brightness: number): GuidanceCode {
  if (brightness < least.DARK_PICTURE) return 'too-dark';
  return brightness > least.BRIGHT_PICTURE ? 'too-bright' : 'no-face';
}

/**
 * Judges a face that stands in the oval: the light first, as everything else is measured by it.
 *
 * @param speed Of the face, in its own widths a second.
 * @param minQuality Least `unifiedQualityScore`, 0 to 100.
 */
export function guideByQuality(quality: FaceQuality, speed: number, minQuality: number): GuidanceCode {
  const { underExposurePrevention: unblackened, overExposurePrevention: unbleached } = quality;
  if (unblackened < least.MIN_UNBLACKENED) return 'too-dark';
  if (unbleached < least.MIN_UNBLEACHED) return 'too-bright';
  if (quality.dynamicRange < least.MIN_RANGE) return unbleached < unblackened ? 'too-bright' : 'too-dark';
  if (quality.headPoseYaw < least.MIN_YAW || quality.headPosePitch < least.MIN_PITCH) {
    return 'look-straight';
  }
  if (quality.headPoseRoll < least.MIN_ROLL) return 'straighten-head';
  if (speed > least.MAX_SPEED) return 'hold-still';
  if (quality.sharpness < least.MIN_SHARPNESS) return 'blurred';
  if (quality.eyesOpen < least.MIN_EYES_OPEN) return 'open-eyes';
  return quality.unifiedQualityScore < minQuality ? 'low-quality' : 'ready';
}

/** A face at a moment, in milliseconds. */
export interface FaceAtTime {
  face: Pick<Face, 'box' | 'points'>;
  time: number;
}

/** How fast a face moves from one frame to the next, turning included, in its own widths a second. */
export function speedBetween(before: FaceAtTime | undefined, now: FaceAtTime): number {
  if (!before || now.time <= before.time) return 0;
  const from = centreOf(before.face.points);
  const to = centreOf(now.face.points);
  const widths = Math.hypot(to.x - from.x, to.y - from.y) / now.face.box.width;
  return (widths * 1000) / (now.time - before.time);
}
