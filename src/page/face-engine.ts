import type { DecisionThresholds } from '../contract/decision.ts';
import type { LivenessFolder } from '../contract/liveness/folder.ts';
import type { CallOptions, FaceMethods, LivenessRequest } from '../contract/methods.ts';
import type { DetectResponse } from '../contract/wire.ts';
import type { CacheOptions, EngineCache } from '../engine/engine-cache.ts';
import type { EngineStorage } from '../engine/engine-storage.ts';
import type { Box, FacePoints } from '../media/geometry.ts';
import type { BackendChoice } from '../runtime/backend.ts';
import type { LoadProgress } from '../runtime/model-files.ts';
import type { FaceGallery, GalleryOptions } from '../templates/gallery/face-gallery.ts';
import type { FaceQuality } from '../vision/quality.ts';
import type { StageTimings } from '../vision/stage-timings.ts';
import type { PictureSource } from './picture-source.ts';

export type { Box, FacePoints, Point } from '../media/geometry.ts';
export type { BackendChoice } from '../runtime/backend.ts';
export type { LoadProgress } from '../runtime/model-files.ts';
export type { StageTimings } from '../vision/stage-timings.ts';

/** A face found in a picture. */
export interface Face {
  /** Where the face is. */
  box: Box;
  /** Five points: both eyes, the nose's tip, both corners of the mouth. */
  points: FacePoints;
  /** Confidence of the detector, 0 to 1. */
  score: number;
  /** The face's template, where it was asked for. */
  template?: Uint8Array<ArrayBuffer>;
}

/** Options of {@link createEngine}. */
export interface EngineOptions {
  /** URL of a model pack's manifest; its files lie beside it. Default: the pack that comes with the package. */
  models?: string | URL;
  /** Default `auto`. */
  backend?: BackendChoice;
  /**
   * WASM threads of each worker; default: the cores, 4 at most, divided among the workers, where the page is
   * cross-origin isolated, else 1.
   */
  threads?: number;
  /**
   * Workers that share the calls, 16 at most; `auto` takes one a core, 4 at most. Others than the first start when
   * calls wait. They give throughput, at some 100 MB each; a single call is faster in one worker with all threads.
   * Default 1.
   */
  workers?: number | 'auto';
  /** Scores at which decisions change. */
  thresholds?: Partial<DecisionThresholds>;
  /**
   * Templates of encoded pictures are kept, sealed, so that extracting one again runs no model; `false` keeps
   * none. See {@link EngineCache} and docs/template-cache.md.
   */
  cache?: false | CacheOptions;
  /** Called as the model files arrive. */
  onProgress?: (progress: LoadProgress) => void;
}

/** Options of {@link FaceEngine.faces}. */
export interface FacesOptions extends EngineCallOptions {
  /** Also extract each face's template. Default false. */
  templates?: boolean;
}

/** What every call of the engine takes besides its input. */
export interface EngineCallOptions extends CallOptions {
  /** Called once, before the call resolves, with where its time went. */
  onTimings?: (timings: StageTimings) => void;
  /**
   * Hands over the buffer or bitmap given instead of a copy of it: saves the copy, but the caller
   * can't use it afterwards. Default false.
   */
  transfer?: boolean;
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
  /** Chance of an attack by this frame alone; null where it shows no usable face. */
  score: number | null;
  /** The frame's quality, where a best shot is looked for and the model pack can measure all of it. */
  quality?: FaceQuality;
}

/** Options of `detect`. */
export interface DetectOptions extends EngineCallOptions {
  /** Called after each frame. */
  onProgress?: (progress: DetectProgress) => void;
}

/**
 * The engine: a worker of its own that decodes pictures and runs the models. Calls queue; results are the
 * JSON of API Lite.
 */
export interface FaceEngine extends Omit<FaceMethods<PictureSource, EngineCallOptions>, 'detect'> {
  /**
   * Every face of a picture, largest first; an empty list where there is none.
   *
   * @throws {ApiLiteError} BPE-002003 where the picture can't be read, BPE-001002 where a model can't work.
   */
  faces(picture: PictureSource, options?: FacesOptions): Promise<Face[]>;
  /**
   * Answers a request of API Lite over HTTP, as its server does: errors too are answers. What stands before
   * `/v1/face/…` in the path does not matter.
   *
   * @throws {TypeError} where the path is none of API Lite's: it is for the network.
   */
  fetch(request: Request): Promise<Response>;
  /** Has this engine answer the service worker's requests at a port; `registerFaceServiceWorker` calls it. */
  serve(port: MessagePort): Promise<void>;
  /**
   * Whether a picture shows a live person rather than a print, a screen or a mask.
   *
   * @throws {ApiLiteError} LDE-002004 where it can't be read, has no face or several, LDE-001002 where a model
   * can't work.
   */
  detect(sample: PictureSource, options?: EngineCallOptions): Promise<DetectResponse>;
  /**
   * Analyses pictures, videos and archives of pictures under a payload; answers the folder JSON.
   *
   * @throws {ApiLiteError} LDE-002005 naming what is wrong with the payload or the list of media, LDE-002004
   * naming the medium that can't be read or has no usable face, LDE-001002 where a model can't work.
   */
  detect(request: LivenessRequest, options?: DetectOptions): Promise<LivenessFolder>;
  /**
   * The quality of the one face in a picture, as components named after ISO/IEC 29794-5.
   *
   * @throws {ApiLiteError} BPE-002003 where the picture can't be read, BPE-003002 without a face, BPE-003003
   * with several, BPE-001002 where a model can't work or the pack lacks one that quality needs.
   */
  quality(picture: PictureSource, options?: EngineCallOptions): Promise<FaceQuality>;
  /**
   * Resolves when the models that extract needs are ready. Calls wait for them anyhow: this is for an app
   * that shows a progress bar first.
   *
   * @throws {ApiLiteError} BPE-001002 with the file and the reason.
   */
  load(options?: CallOptions): Promise<void>;
  /**
   * Opens a gallery of people, or makes it where there is none. It is encrypted at rest, see docs/gallery.md.
   *
   * @throws {StorageError} `wrong-key` where it is not protected like this, `tampered` where it was altered.
   */
  gallery(name: string, options?: GalleryOptions): Promise<FaceGallery<PictureSource>>;
  /** The templates kept of pictures extracted before. */
  readonly cache: EngineCache;
  /** What the browser keeps for the engine, and whether it may evict it. */
  readonly storage: EngineStorage;
  /**
   * Removes everything the package stores for this origin: galleries, caches, models, keys. Galleries that are
   * open, in any tab, go on empty.
   */
  eraseAll(): Promise<void>;
  /** Ends the worker, frees its memory and rejects calls under way. The engine can't be used afterwards. */
  dispose(): void;
}
