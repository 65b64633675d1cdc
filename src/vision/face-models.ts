import type { Box, FacePoints, Point } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import type { ModelClock } from '../runtime/model-session.ts';
import type { Detection } from './detection.ts';
import type { HeadPose } from './head-pose.ts';
import type { StageTimings } from './stage-timings.ts';

/** Says where in a region of a picture something looks like a face. */
export interface FaceProposer {
  /** Whether its detections come with the five points. */
  readonly givesPoints: boolean;
  /** The confidence from which on a detection is a face for sure: nothing else was seen to reach it. */
  readonly sureScore: number;
  /** The confidence that a detection below that must have in either view when it is looked at again. */
  readonly secondScore: { readonly wide: number; readonly narrow: number };
  /**
   * What looks like a face, most confident first, in the picture's pixels.
   *
   * @param most Pixels of the longer side of what the model is shown: a small view of one face takes a fraction of the
   *   time. Default: as large as the model takes it.
   */
  propose(picture: Picture, region: Box, clock?: ModelClock, most?: number): Promise<Detection[]>;
}

/** Whether a face is one beyond doubt, by what else is known of it. */
export type IsFace = (face: Detection) => Promise<boolean>;

/** Finds faces. */
export interface FaceDetector extends FaceProposer {
  /**
   * Those of the proposals that are faces when they are looked at again.
   *
   * @param isFace Asked first: what it takes for a face is not looked at again.
   */
  confirm(
    picture: Picture,
    proposals: readonly Detection[],
    clock?: ModelClock,
    isFace?: IsFace,
  ): Promise<Detection[]>;
  /** The confirmed faces within a region, most confident first, in the picture's pixels. */
  detect(picture: Picture, region: Box, clock?: ModelClock): Promise<Detection[]>;
}

/** Finds the landmarks of a face. */
export interface LandmarkLocator {
  /** The 68 iBUG landmarks of the face in a detector's box, in the picture's pixels. */
  locate(picture: Picture, box: Box, clock?: ModelClock): Promise<Point[]>;
}

/** What recognisers make of a face. */
export interface Embedding {
  /** Unit length: compare by cosine. */
  vector: Float32Array;
  /** The raw embedding's length: see `embeddingLength` of the manifest. */
  length: number;
}

/** Tells people apart. */
export interface Embedder {
  /** The embedding of the face whose five points are given. */
  embed(
    picture: Picture,
    points: FacePoints,
    timings: Pick<StageTimings, 'align' | 'embed' | 'models'>,
  ): Promise<Embedding>;
}

/** Tells a live face from a print, a screen or a mask. */
export interface AntispoofingModel {
  /**
   * The raw log-odds of a presentation attack, `ln(p / (1 - p))`, within -15 to 15. Raw: 0 is not the point of
   * decision before calibration.
   */
  attackLogOdds(picture: Picture, box: Box, clock?: ModelClock): Promise<number>;
}

/** Tells how a head is turned. */
export interface PoseEstimator {
  poseOf(picture: Picture, box: Box, clock?: ModelClock): Promise<HeadPose>;
}

/** Tells open eyes from closed ones. */
export interface EyeClassifier {
  /** The chance that the eyes are open, 0 to 1 each: the picture's left one, then its right one. */
  openness(
    picture: Picture,
    landmarks: readonly Point[],
    clock?: ModelClock,
  ): Promise<[left: number, right: number]>;
}

/** A pack's models, each loaded by its first run. What biometry needs every pack has. */
export interface FaceModels {
  detector: FaceDetector;
  /** Absent in a pack whose detector gives the five points. */
  landmarks?: LandmarkLocator;
  embedder: Embedder;
  antispoofing?: AntispoofingModel;
  pose?: PoseEstimator;
  eyes?: EyeClassifier;
}
