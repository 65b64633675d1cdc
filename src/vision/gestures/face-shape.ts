import { median } from '../../common/median.ts';
import { type Box, distance, type Point } from '../../media/geometry.ts';
import { area } from '../detection.ts';
import type { HeadPose } from '../head-pose.ts';
import { eyeAspectRatio, eyeCentresOf } from '../landmarks.ts';

/** What the engine measures of a face in a frame. */
export interface MeasuredFace {
  box: Box;
  pose: Pick<HeadPose, 'yaw' | 'pitch'>;
  /** 68 iBUG landmarks; undefined if the pack has no model for them. */
  landmarks?: readonly Point[] | undefined;
  /** The chance that each eye is open; undefined if the pack can't tell. */
  eyesOpen?: readonly [number, number] | undefined;
}

/** What gestures are told by, of a face in one frame; NaN is what the pack has no model for. */
export interface FaceShape {
  /** Degrees, as those of `HeadPose`. */
  yaw: number;
  pitch: number;
  /** Side of the face, in pixels. */
  size: number;
  /** The chance that either eye is open, 0 to 1. */
  eyesOpen: number;
  /** By {@link eyeAspectRatio}. */
  eyeHeight: number;
  /** From corner to corner, in distances between the eyes. */
  mouthWidth: number;
  /** Distance of the lips, inner and outer edges together, over the mouth's width. */
  mouthOpening: number;
}

export function shapeOf({ box, pose, landmarks, eyesOpen }: MeasuredFace): FaceShape {
  return {
    yaw: pose.yaw,
    pitch: pose.pitch,
    size: Math.sqrt(area(box)),
    // The model errs on single eyes that are open, seldom on both at once.
    eyesOpen: eyesOpen ? Math.max(...eyesOpen) : Number.NaN,
    ...partsOf(landmarks),
  };
}

/** The face between gestures: the medians of several frames. */
export function neutralShape(shapes: readonly FaceShape[]): FaceShape {
  const of = (part: keyof FaceShape) => median(shapes.map((shape) => shape[part]));
  return {
    yaw: of('yaw'),
    pitch: of('pitch'),
    size: of('size'),
    eyesOpen: of('eyesOpen'),
    eyeHeight: of('eyeHeight'),
    mouthWidth: of('mouthWidth'),
    mouthOpening: of('mouthOpening'),
  };
}

type Parts = Pick<FaceShape, 'eyeHeight' | 'mouthWidth' | 'mouthOpening'>;

const NO_PARTS: Parts = { eyeHeight: Number.NaN, mouthWidth: Number.NaN, mouthOpening: Number.NaN };

/** Widths shrink alike in a turned head: their ratio stays. */
function partsOf(landmarks: readonly Point[] | undefined): Parts {
  if (!landmarks) return NO_PARTS;
  const between = (one: number, other: number) => distance(landmarks[one], landmarks[other]);
  const eyes = distance(...eyeCentresOf(landmarks));
  return {
    eyeHeight: eyeAspectRatio(landmarks),
    mouthWidth: between(48, 54) / eyes,
    mouthOpening: (between(62, 66) + between(51, 57)) / between(48, 54),
  };
}
