import type { ApiLiteErrorReason } from '../contract/errors.ts';
import type { Box, FacePoints, Point } from '../media/geometry.ts';
import type { Candidate } from '../templates/gallery/face-gallery.ts';
import type { HeadPose } from '../vision/head-pose.ts';
import type { MeasuredQuality } from '../vision/quality.ts';

/** What `watch` tells of each face besides its place: what is not asked for runs no model. */
export interface WatchSelection {
  /** All 68 landmarks, if the pack has a model for them. Default false. */
  landmarks?: boolean;
  /** Whether each eye is open, if the pack can tell. Default true. */
  eyes?: boolean;
  /** The quality of the face in each frame, and its pose by the pack's model. Default false. */
  quality?: boolean;
  /** Whether the person is a living one, judged as the frames come. Default false. */
  liveness?: boolean;
  /** `best` gives the template of a person's best frame so far, `all` that of each frame. Default: none. */
  templates?: 'best' | 'all';
  /** Faces followed at most, the largest: each takes time. A whole number from 1 on. Default 8. */
  maxFaces?: number;
}

/** What a watch is asked to do: by an app, or for gestures. */
export interface WatchWork extends WatchSelection {
  /** Also tell whether the video goes on with one person in one place. */
  continuity?: boolean;
}

/** Whether a frame goes on from those before it. */
export interface Continuity {
  /** How much the background changed since the last frame: `OTHER_SCENE` and more is another one. */
  sceneChange: number;
  /** The score of the largest face's template with that of the beginning; left out if none was made of this frame. */
  likeness?: number;
  /** The template that the others are compared with, once there is one. */
  template?: Uint8Array<ArrayBuffer>;
}

/** Whether a person in a live video is a living one, as far as its frames tell. */
export interface RunningLiveness {
  /** Chance of a presentation attack, 0 to 1, over the frames judged; null before the first. */
  score: number | null;
  /** Frames judged that the score is of: the last 12 at most, five a second. */
  frames: number;
  /** Whether the score is no higher than 0.5 and the face moves as a living one does; null until that can be told. */
  passed: boolean | null;
  /** Why this frame can't be judged, or why the person does not pass whatever the score. */
  reason?: ApiLiteErrorReason;
}

/** A face in a frame of a live video. */
export interface WatchedFace {
  /**
   * Names the person within this video as long as it stays: by place, and, with `templates` or `gallery`, by template after
   * a gap. Someone who comes back may have a new one for a few frames, until the face is clear enough.
   */
  id: number;
  /** Where the face is. */
  box: Box;
  /** Five points: both eyes, the nose's tip, both corners of the mouth. */
  points: FacePoints;
  /** Confidence of the detector, 0 to 1. */
  score: number;
  /** 68 iBUG landmarks, if they were asked for and the pack has them. */
  landmarks?: readonly Point[];
  /** How the head is turned: by the five points, or with `quality` by the pack's model. */
  pose: HeadPose;
  /** The chance that each eye is open, 0 to 1: the picture's left one, then its right one. */
  eyesOpen?: readonly [left: number, right: number];
  /** How open the mouth is, 0 to 1, if the pack has landmarks. */
  mouthOpen?: number;
  /** If it was asked for: the components that the pack can measure. */
  quality?: MeasuredQuality;
  /** If it was asked for. */
  liveness?: RunningLiveness;
  /** If it was asked for, once the face was clear enough to be told from others. */
  template?: Uint8Array<ArrayBuffer>;
  /** The best candidate of the gallery, unless its decision is `declined`. */
  candidate?: Candidate;
}

/** What a frame shows. */
export interface SeenFrame {
  /** Of the frame, in pixels. */
  width: number;
  /** Of the frame, in pixels. */
  height: number;
  /** Largest first. */
  faces: WatchedFace[];
}

/** What a watch answers: apps get what they can ask for. */
export interface LookedAtFrame extends SeenFrame {
  continuity?: Continuity;
}

/** What a watch goes on with in another worker: the ids must not begin anew. */
export interface WatchResume {
  nextId: number;
  people: readonly Pick<WatchedFace, 'id' | 'box' | 'template'>[];
}
