import type { ApiLiteErrorReason } from '../contract/errors.ts';
import type { CallOptions, FaceMethods, MethodOptions, TemplateSource } from '../contract/methods.ts';
import type { Box, FacePoints } from '../media/geometry.ts';
import type { GalleryProgress } from '../templates/gallery/face-gallery.ts';
import type { FrameMotion } from '../vision/face-motion.ts';
import type { HeadPose } from '../vision/head-pose.ts';
import type { FaceQuality } from '../vision/quality.ts';
import type { StageTimings } from '../vision/stage-timings.ts';

/** A face found in a picture. */
export interface Face {
  /** Where the face is. */
  box: Box;
  /** Five points: both eyes, the nose's tip, both corners of the mouth. */
  points: FacePoints;
  /** Confidence of the detector, 0 to 1. */
  score: number;
  /** How the head is turned, estimated by the five points: docs/verify.md says how well. */
  pose: HeadPose;
  /** The face's template, if it was asked for and the face can be told from others. */
  template?: Uint8Array<ArrayBuffer>;
  /** If templates were asked for: why `extract` makes none of a face like this. */
  reason?: ApiLiteErrorReason;
}

/** Which faces `faces` looks for, and what it tells of each. */
export interface FacesSelection {
  /** Also extract each face's template. Default false. */
  templates?: boolean;
  /**
   * Gives templates of faces, too, that `extract` refuses: so blurred, dark, covered or turned away that they can't be told
   * from others. Default false: these come without one.
   */
  anyQuality?: boolean;
  /**
   * Every face down to this width is looked for, in the picture's pixels, 16 at the least. Each halving
   * takes some four times as long. Default: faces from about a fifteenth of the picture's long side on, and smaller ones
   * if there are no others or if small ones hint at a crowd.
   */
  smallest?: number;
}

/** How `groupFaces` groups. */
export interface GroupingOptions {
  /**
   * Groups of faces are joined from this mean score on, above 0 to 1. Higher: fewer strangers in a group, and more people in
   * several groups. Default 0.85.
   */
  threshold?: number;
  /** Called as the work goes on. */
  onProgress?: (progress: GalleryProgress) => void;
}

/** How far the analysis of media has come: told after each frame, of a picture once. */
export interface DetectProgress {
  /** Name of the medium. */
  medium: string;
  /** Frames of the medium looked at so far. */
  frame: number;
  /** The most frames that will be looked at. */
  frames: number;
  /** Seconds from the video's beginning; of an archive the frame's number. */
  time: number;
  /** Chance of an attack by this frame alone; null if it shows no usable face. */
  score: number | null;
  /** Why the frame is not judged, if it shows a face that can't be used. */
  reason?: ApiLiteErrorReason;
  /** The picture's extent in sizes of the face, of a frame of a video or an archive: below 1.3 it is not judged. */
  surroundings?: number;
  /** How the face differs from the first frame's, in a video. */
  motion?: FrameMotion;
  /** The frame's quality, if a best shot is looked for and the model pack can measure all of it. */
  quality?: FaceQuality;
}

/** The engine's methods: those of API Lite, and what the contract has no name for. */
export interface EngineMethods<Picture, Options extends MethodOptions> extends FaceMethods<Picture, Options> {
  /**
   * Resolves when the models that extract needs are ready. Calls wait for them anyhow: this is for an app
   * that shows a progress bar first.
   *
   * @throws {ApiLiteError} BPE-001002 with the file and the reason.
   */
  load(options?: Options['state']): Promise<void>;
  /**
   * Every face of a picture, largest first; an empty list if there is none.
   *
   * @throws {ApiLiteError} BPE-002003 if the picture can't be read, BPE-001002 if a model can't work.
   */
  faces(picture: Picture, options?: Options['picture'] & FacesSelection): Promise<Face[]>;
  /**
   * The quality of the one face in a picture, as components named after ISO/IEC 29794-5.
   *
   * @throws {ApiLiteError} BPE-002003 if the picture can't be read, BPE-003002 without a face, BPE-003003
   * with several, BPE-001002 if a model can't work or the pack lacks one that quality needs.
   */
  quality(picture: Picture, options?: Options['picture']): Promise<FaceQuality>;
  /**
   * One template of several of a person. It misses the person less often than any of them would, and takes the room and
   * the time of one. Of several people's it would match each of them: compare them first.
   *
   * @param templates One or more.
   * @throws {ApiLiteError} BPE-002004 naming the template that is not sound or of another model pack.
   */
  mergeTemplates(
    templates: readonly TemplateSource[],
    options?: Options['template'],
  ): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Sorts faces by person, as photo libraries do: templates in, their indices out in groups, each in exactly one. The
   * largest group comes first; a face like no other is a group of its own.
   *
   * @throws {ApiLiteError} BPE-002004 naming the template that is not sound or of another model pack.
   */
  groupFaces(
    templates: readonly TemplateSource[],
    options?: Options['template'] & GroupingOptions,
  ): Promise<number[][]>;
}

/** What a call may bring along in the thread that the engine runs in. */
export interface ThreadCallOptions extends CallOptions {
  /** Where the call's time is added up. */
  timings?: StageTimings;
  /** Told after each frame of media. */
  onProgress?: (progress: DetectProgress) => void;
  /** Told when the reading of a medium's bytes begins and ends: what hangs in between is the medium's fault. */
  onReading?: (isReading: boolean) => void;
}
