/// <reference lib="esnext.disposable" preserve="true" />
import type { DecisionThresholds } from '../contract/decision.ts';
import type { CallOptions } from '../contract/methods.ts';
import type { DetectProgress, EngineMethods } from '../engine/engine-methods.ts';
import type { ReadingLimits } from '../media/limits.ts';
import type { BackendChoice, RuntimeChoice } from '../runtime/backend.ts';
import type { LoadProgress } from '../runtime/load-progress.ts';
import type { CacheInfo, CacheOptions } from '../templates/cache/cache-info.ts';
import type { FaceGallery, GalleryOptions } from '../templates/gallery/face-gallery.ts';
import type { StageTimings } from '../vision/stage-timings.ts';
import type { GestureChoice, GesturesOptions, GesturesResult } from './gestures/gesture-options.ts';
import type { PictureSource } from './picture-source.ts';
import type { WatchedFrame, WatchOptions, WatchSource } from './watch/watch-options.ts';

/** Options of {@link createEngine}. */
export interface EngineOptions extends CallOptions {
  /** URL of a model pack's manifest; its files lie beside it. Default: the pack that comes with the package. */
  models?: string | URL;
  /**
   * URL of a folder with the content of the package's `dist`, from which worker, inference runtime and models come, in
   * place of where the build put them. At another origin it needs CORS and what docs/bundlers.md says of policies.
   */
  assets?: string | URL;
  /** Default `auto`. */
  backend?: BackendChoice;
  /**
   * The inference runtime's file for WASM: `slim` has only the functions that the models of the project's own packs use,
   * and is less than half as large; if another one is needed after all, the whole file is fetched then. `full` is the whole
   * file, which packs of other models take by themselves. Default `slim`. See docs/models.md.
   */
  runtime?: RuntimeChoice;
  /**
   * WASM threads of each worker; default: the cores, 4 at most, divided among the workers, if the page is
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
  /** How long reading may take at most, of what anyone sends; an app may lower it, not raise it. */
  limits?: Partial<ReadingLimits>;
  /** Called as the model files arrive. */
  onProgress?: (progress: LoadProgress) => void;
  /**
   * Called once if a new deploy has replaced the app under the open page, and files that the engine needs are gone from its
   * host: offer to reload the page. Calls that need these files reject with the reason `app-updated`.
   */
  onAppUpdated?: () => void;
}

/** What calls that compute take besides their input. */
export interface EngineCallOptions extends CallOptions {
  /** Called once, before the call resolves, with where its time went. */
  onTimings?: (timings: StageTimings) => void;
}

/** What calls with pictures take besides. */
export interface PictureCallOptions extends EngineCallOptions {
  /**
   * Hands over the buffer or bitmap given instead of a copy of it: saves the copy, but the caller
   * can't use it afterwards. Default false.
   */
  transfer?: boolean;
}

/** Options of `detect` for several media. */
export interface DetectOptions extends EngineCallOptions {
  /** Called after each frame. */
  onProgress?: (progress: DetectProgress) => void;
}

/** What each kind of call takes besides its input. */
export interface EngineMethodOptions {
  /** Calls that ask for the engine's state. */
  state: CallOptions;
  /** Calls with pictures. */
  picture: PictureCallOptions;
  /** Calls with templates alone. */
  template: EngineCallOptions;
  /** Liveness of several media. */
  media: DetectOptions;
}

/**
 * Templates of the encoded pictures (JPEG, PNG, … as Blob or bytes) that were extracted before, sealed, for the
 * same model pack. Extracting one again runs no model.
 */
export interface EngineCache {
  /** What is kept, and how often it helped. */
  info(options?: CallOptions): Promise<CacheInfo>;
  /** Removes every template, those kept by other tabs and earlier visits too. */
  clear(options?: CallOptions): Promise<void>;
}

/** What the browser keeps for the engine. */
export interface StorageInfo {
  /** `memory` if there is no IndexedDB (some private windows, site data blocked): all goes with the page. */
  storage: 'indexeddb' | 'memory';
  /** Whether the browser promised not to evict it when space runs low. */
  persisted: boolean;
  /** Bytes this origin uses, all of the app's own included. */
  usage?: number;
  /** Bytes this origin may use. */
  quota?: number;
}

/** The engine's storage. */
export interface EngineStorage {
  /** Where data is kept, how much there is, and whether it may be evicted. */
  info(options?: CallOptions): Promise<StorageInfo>;
  /** Asks the browser not to evict what is stored. It may ask the person. @returns Whether it promised. */
  persist(options?: CallOptions): Promise<boolean>;
}

/**
 * The engine: a worker of its own that decodes pictures and runs the models. Calls queue; results are the
 * JSON of API Lite. By `using` it is disposed when its block ends.
 */
export interface FaceEngine
  extends EngineMethods<PictureSource, EngineMethodOptions>,
    Disposable,
    AsyncDisposable {
  /**
   * Answers a request of API Lite over HTTP, as its server does: errors too are answers. What stands before
   * `/v1/face/…` in the path does not matter.
   *
   * @throws {TypeError} if the path is none of API Lite's: it is for the network.
   */
  fetch(request: Request): Promise<Response>;
  /**
   * Opens a gallery of people, or makes it if there is none. It is encrypted at rest, see docs/gallery.md.
   *
   * @throws {StorageError} `wrong-key` if it is not protected like this, `tampered` if it was altered.
   */
  gallery(name: string, options?: GalleryOptions): Promise<FaceGallery<PictureSource>>;
  /**
   * Follows the faces of a live video: `for await (const { faces } of engine.watch(video))`. The loop's own pace is the
   * pace of the work: frames that come meanwhile are dropped, and the models that were not asked for don't run. It pauses
   * while the page is hidden, and goes on if the worker is lost. It ends when the source does; leaving the loop lets go of
   * the source, and an aborted signal makes it throw the signal's reason. See docs/live-video.md.
   *
   * @throws {TypeError} at once, for a wrong option or source.
   * @throws {ApiLiteError} in the loop: BPE-002003 if a video or a picture of a list can't be read, BPE-001002 or
   * LDE-001002 if a model can't work or the pack lacks one that liveness needs, BPE-001001 if the worker is lost over frame
   * after frame.
   */
  watch(source: WatchSource, options?: WatchOptions): AsyncGenerator<WatchedFrame, void, undefined>;
  /**
   * Asks a person before the camera for gestures, and checks that one person makes them in one go:
   * `engine.gestures(video, 'random:2', { nonce, onProgress })`. The app shows what is asked for, as `onProgress` tells it.
   * What was not accepted is told in the result, with the reason. Sources are those of {@link watch}; of a list of pictures,
   * which have no clock, ten are a second. See docs/gestures.md.
   *
   * @throws {TypeError} for a wrong option, gesture or source.
   * @throws {ApiLiteError} as {@link watch} does; BPE-001002 also if the pack has no model that tells a gesture.
   */
  gestures(source: WatchSource, gestures: GestureChoice, options?: GesturesOptions): Promise<GesturesResult>;
  /** The templates kept of pictures extracted before. */
  readonly cache: EngineCache;
  /** What the browser keeps for the engine, and whether it may evict it. */
  readonly storage: EngineStorage;
  /**
   * Removes everything the package stores for this origin: galleries, caches, models, keys. Galleries that are
   * open, in any tab, go on empty.
   */
  eraseAll(options?: CallOptions): Promise<void>;
  /** Ends the worker, frees its memory and rejects calls under way. The engine can't be used afterwards. */
  dispose(): void;
}
