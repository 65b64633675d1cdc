import { clamp } from '../common/clamp.ts';
import { type Box, centreOf, distance, type Point, wholeOf } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import { area, intersection } from './detection.ts';
import type { HeadPose } from './head-pose.ts';
import { eyeAspectRatio } from './landmarks.ts';
import {
  commonShare,
  detailOf,
  entropyOf,
  histogramOf,
  histogramsOfHalves,
  luminanceOf,
} from './luminance.ts';

/**
 * Quality of the face in a picture, each component 0 (useless) to 100 (ideal). Names are those of
 * ISO/IEC 29794-5 where the component measures the same thing; how each is measured is the engine's own,
 * so values are not those of another implementation.
 */
export interface FaceQuality {
  /** All components in one number; the best shot of a video is the frame in which it is highest. */
  unifiedQualityScore: number;
  /** 100 if no other face is in the picture, 0 if another is as large. */
  singleFacePresent: number;
  /** Pixels between the eyes' centres: 50 at 70 pixels. */
  interEyeDistance: number;
  /** The squared cosine of the head's turn to the left or right. */
  headPoseYaw: number;
  /** The squared cosine of its nod. */
  headPosePitch: number;
  /** The squared cosine of its tilt to a shoulder. */
  headPoseRoll: number;
  /** Chance that the eyes are open; eyes behind dark glasses or hair count as closed. */
  eyesOpen: number;
  /** How closed the mouth is. */
  mouthClosed: number;
  /** Fine detail of the face. */
  sharpness: number;
  /** Share of the face that is not black. */
  underExposurePrevention: number;
  /** Share of the face that is not white. */
  overExposurePrevention: number;
  /** Levels of brightness in use on the face. */
  dynamicRange: number;
  /** How alike both halves of the face are lit. */
  illuminationUniformity: number;
  /** Share of the face that lies within the picture; not of the standard. */
  faceWithinPicture: number;
  /**
   * No component: the height of the eyes' openings over their width, about 0.2 to 0.5. It tells which of one person's
   * pictures has the lids lowered, and nothing between people, whose open eyes differ as much.
   */
  eyeAspectRatio: number;
}

/** The components of a face that could be measured, and the unified score of these. */
export type MeasuredQuality = Pick<FaceQuality, 'unifiedQualityScore'> & Partial<FaceQuality>;

/** The components that the face's pixels tell, which take longer than the others. */
export type PixelQuality = Pick<
  FaceQuality,
  | 'sharpness'
  | 'underExposurePrevention'
  | 'overExposurePrevention'
  | 'dynamicRange'
  | 'illuminationUniformity'
>;

/** What the components are computed from; what a pack has no model for is left out. */
export interface QualityInput {
  box: Box;
  /** If they were measured before. */
  pixels?: PixelQuality | undefined;
  /** Centres of the eyes. */
  eyeCentres?: readonly [Point, Point] | undefined;
  /** 68 iBUG landmarks. */
  landmarks?: readonly Point[] | undefined;
  pose?: HeadPose | undefined;
  /** Chance that each eye is open. */
  eyes?: readonly [number, number] | undefined;
  /** Width of the largest other face in the picture over this one's; 0 if there is none. */
  otherFace: number;
}

type Components = Omit<FaceQuality, 'unifiedQualityScore' | 'eyeAspectRatio'>;

/** Side of the square the face's pixels are read at: eyes stand some 60 pixels apart in it. */
const FACE_SIDE = 128;

/** Levels up to which a pixel is black, and from which it is white: the standard's. */
const BLACK = 25;
const WHITE = 247;

/** How much a component weighs in the unified score: a weighted geometric mean, so that one failure shows. */
const WEIGHTS: Components = {
  singleFacePresent: 0.5,
  interEyeDistance: 2,
  headPoseYaw: 3,
  headPosePitch: 2,
  headPoseRoll: 1,
  eyesOpen: 2,
  mouthClosed: 0.5,
  sharpness: 2,
  underExposurePrevention: 1,
  overExposurePrevention: 1,
  dynamicRange: 0.5,
  illuminationUniformity: 0.5,
  faceWithinPicture: 2,
};

/** A component of 0 counts as this much: the rest still ranks frames that share a failure. */
const FLOOR = 1;

/** Measures the components of a face; reads its pixels once, unless they were measured before. */
export function measureQuality(picture: Picture, input: QualityInput): MeasuredQuality {
  const { box, eyeCentres, landmarks, pose, eyes, otherFace } = input;
  const components: Partial<Components> = {
    singleFacePresent: percent(1 - otherFace),
    ...(eyeCentres && {
      interEyeDistance: percent(
        sigmoid(distance(...eyeCentres) / Math.max(cosine(pose?.yaw ?? 0), 0.5), 70, 20),
      ),
    }),
    ...(pose && {
      headPoseYaw: percent(cosine(pose.yaw) ** 2),
      headPosePitch: percent(cosine(pose.pitch) ** 2),
      headPoseRoll: percent(cosine(pose.roll) ** 2),
    }),
    ...(eyes && { eyesOpen: percent((eyes[0] + eyes[1]) / 2) }),
    ...(landmarks && { mouthClosed: percent(1 - mouthOpenness(landmarks)) }),
    ...(input.pixels ?? measurePixels(picture, box)),
    faceWithinPicture: percent(intersection(box, wholeOf(picture)) / area(box)),
  };
  return {
    unifiedQualityScore: unify(components),
    ...components,
    ...(landmarks && { eyeAspectRatio: Math.round(eyeAspectRatio(landmarks) * 1000) / 1000 }),
  };
}

/** Reads a face's pixels for the components that they tell. */
export function measurePixels(picture: Picture, box: Box): PixelQuality {
  const luminance = luminanceOf(picture.read(box, FACE_SIDE, FACE_SIDE));
  const histogram = histogramOf(luminance);
  return {
    sharpness: percent(sigmoid(Math.log(detailOf(luminance, FACE_SIDE)), SHARPNESS_MIDDLE, SHARPNESS_WIDTH)),
    underExposurePrevention: percent(1 - share(histogram, 0, BLACK)),
    overExposurePrevention: percent(1 - share(histogram, WHITE, 255)),
    dynamicRange: percent(entropyOf(histogram) / 8),
    illuminationUniformity: percent(commonShare(...histogramsOfHalves(luminance, FACE_SIDE)) ** 0.3),
  };
}

/** Logarithm of the detail at which sharpness is 50, and how fast it rises there (docs/liveness.md). */
const SHARPNESS_MIDDLE = -4.2;
const SHARPNESS_WIDTH = 0.5;

/** Whether every component was measured. */
export function isWhole(quality: MeasuredQuality): quality is FaceQuality {
  return Object.keys(WEIGHTS).every((name) => name in quality);
}

function unify(components: Partial<Components>): number {
  let sum = 0;
  let weights = 0;
  for (const [name, weight] of Object.entries(WEIGHTS) as [keyof typeof WEIGHTS, number][]) {
    const value = components[name];
    if (value === undefined) continue;
    sum += weight * Math.log(Math.max(value, FLOOR));
    weights += weight;
  }
  return Math.round(Math.exp(sum / weights) * 10) / 10;
}

/** How open the mouth is, 0 to 1, by 68 iBUG landmarks. */
export function mouthOpenness(landmarks: readonly Point[]): number {
  return sigmoid(mouthOpening(landmarks), 0.2, 0.06);
}

/** The inner lips' distance over the distance from the eyes to the chin. */
function mouthOpening(landmarks: readonly Point[]): number {
  const [upper, lower, chin] = [landmarks[62], landmarks[66], landmarks[8]];
  if (!upper || !lower || !chin) return 0;
  return distance(upper, lower) / Math.max(distance(centreOf(landmarks.slice(36, 48)), chin), 1);
}

function share(histogram: Float64Array, from: number, to: number): number {
  return histogram.slice(from, to + 1).reduce((sum, value) => sum + value, 0);
}

function cosine(degrees: number): number {
  return Math.cos((degrees * Math.PI) / 180);
}

/** Rises from 0 to 1 about `middle`. */
function sigmoid(value: number, middle: number, width: number): number {
  return 1 / (1 + Math.exp((middle - value) / width));
}

/** 0 to 1 as 0 to 100, with one decimal. */
function percent(value: number): number {
  return Math.round(clamp(value, 0, 1) * 1000) / 10;
}
