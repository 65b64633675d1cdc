import type { CallOptions } from '../../contract/methods.ts';
import type { WatchedFace } from '../../engine/watched-frame.ts';
import type { Gesture } from '../../vision/gestures/gesture-names.ts';

/**
 * The gestures to ask for, in their order, or how many are chosen at random: `random:2`, of eight.
 */
export type GestureChoice = readonly Gesture[] | `random:${number}`;

/** Options of `gestures`. */
export interface GesturesOptions extends CallOptions {
  /**
   * What the challenge is known by to whoever set it; it stands in the transcript. With `random:N` it decides which
   * gestures are asked for, by its SHA-256 (docs/gestures.md), so that a server knows them, too.
   */
  nonce?: string;
  /** Seconds that a person has for each gesture, and to be seen at the start and at the end. Default 10. */
  timeout?: number;
  /** The frames are mirrored: the person's left is at the picture's left. Default false: no camera's stream is. */
  mirrored?: boolean;
  /** Hands over the frames of a list instead of copies of them. Default false. */
  transfer?: boolean;
  /** Called after each frame. */
  onProgress?: (progress: GesturesProgress) => void;
}

/** How far a person has come. */
export interface GesturesProgress {
  /** What the person is asked for; null at the start and at the end, where they look into the camera. */
  asked: Gesture | null;
  /** Gestures made so far. */
  made: number;
  /** Gestures asked for altogether. */
  of: number;
  /** Seconds since the first frame. */
  time: number;
  /** Of the frame, in pixels. */
  width: number;
  /** Of the frame, in pixels. */
  height: number;
  /** The faces in it, largest first. */
  faces: readonly WatchedFace[];
}

/** Why gestures were not accepted. */
export type GesturesFailure =
  /** A gesture was not made in time. */
  | 'not-made'
  /** Nobody is to be seen, or not clearly enough to be told from others, at the start or at the end, or for a second. */
  | 'no-face'
  /** Somebody else came before the camera: a face with half the side of the person's, or more. */
  | 'several-faces'
  /** The face is another one's than at the start, by template. */
  | 'person-changed'
  /** The face jumped from one place to another, or the background changed at once: a cut. */
  | 'jump'
  /** The source ended before all was made. */
  | 'ended';

/** A gesture that was asked for. */
export interface GestureStep {
  /** What was asked for. */
  gesture: Gesture;
  /** Seconds since the first frame at which it was asked for. */
  asked: number;
  /** Seconds since the first frame at which the person began to make it; null if they did not. */
  begun: number | null;
  /** The same at which it had been held for long enough. */
  made: number | null;
}

/** What was asked for and done, in its order. */
export interface GesturesTranscript {
  /** As it was given; null if none was. */
  nonce: string | null;
  /** All that was to be made. */
  gestures: readonly Gesture[];
  /** Milliseconds since 1970, by the device's clock, of the first frame. */
  started: number;
  /** What was asked for until the end. */
  steps: readonly GestureStep[];
  /** Scores of the person's templates with that of the start, in their order: one every half second at the most. */
  likeness: readonly number[];
  /** Seconds since the first frame, of the last one. */
  duration: number;
}

/** The outcome of `gestures`. */
export interface GesturesResult {
  /** Whether all gestures were made by one person, in one go. */
  passed: boolean;
  /** Why not. */
  reason?: GesturesFailure;
  /** What a server may look at, beside its own recording. */
  transcript: GesturesTranscript;
  /** The person's template, of the start, if they were seen clearly enough. */
  template?: Uint8Array<ArrayBuffer>;
}
