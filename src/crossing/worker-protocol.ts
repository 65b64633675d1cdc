import type { MethodOptions } from '../contract/methods.ts';
import type { EngineConfig } from '../engine/build-engine-core.ts';
import type { DetectProgress, EngineMethods } from '../engine/engine-methods.ts';
import type { WatchResume, WatchWork } from '../engine/watched-frame.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { LoadProgress } from '../runtime/load-progress.ts';
import type { CacheInfo, CacheOptions } from '../templates/cache/cache-info.ts';
import type { GalleryMethods, GalleryOptions, GalleryProgress } from '../templates/gallery/face-gallery.ts';
import type { StageTimings } from '../vision/stage-timings.ts';

/** What the page tells the worker once. */
export interface WorkerConfig extends EngineConfig {
  /** False if templates are not kept. */
  cache: false | CacheOptions;
}

export type EngineMethod = keyof EngineMethods<never, MethodOptions>;

/** A call as it crosses: its input by position, then its options without what stays on either side. */
export interface PostedCall<Method> {
  method: Method;
  /** All but the options, in the method's order. */
  parameters: readonly unknown[];
  /** Without signal and callbacks, which the worker puts in place of its own. */
  options: object;
}

export type EngineCall = PostedCall<EngineMethod>;

/** A call of a gallery: it holds what opens the gallery, so that any worker can answer. */
export interface GalleryCall extends PostedCall<'open' | keyof GalleryMethods<PictureInput>> {
  gallery: {
    /** One for each opened gallery of the page. */
    handle: number;
    name: string;
    options: Omit<GalleryOptions, 'onProgress' | 'signal'>;
  };
}

/** A frame of a live video: it holds what opens the watch, so that another worker can go on with it. */
export interface WatchCall {
  watch: {
    /** One for each watch of the page. */
    handle: number;
    selection: WatchWork;
    /** The gallery that faces are looked up in. */
    gallery: GalleryCall['gallery'] | undefined;
    resume: WatchResume;
  };
  /** Undefined if the watch is over. */
  frame: PictureInput | undefined;
  /** Seconds by the frames' own clock, if they have one. */
  time: number | undefined;
}

export type CallProgress = DetectProgress | GalleryProgress;

export interface CallResult {
  result: unknown;
  timings: StageTimings;
}

/** What the worker exposes to the page through comlink. */
export interface FaceWorker {
  /** Resolves once the worker is up; the models load on meanwhile. */
  start(config: WorkerConfig, onProgress: (progress: LoadProgress) => void): Promise<void>;
  /** Answers a call that {@link cancel} ends by its id. */
  call(
    id: number,
    call: EngineCall | GalleryCall | WatchCall,
    onProgress?: (progress: CallProgress) => void,
  ): Promise<CallResult>;
  cacheInfo(): Promise<CacheInfo>;
  clearCache(): Promise<void>;
  eraseAll(): Promise<void>;
  /** Answers API Lite's HTTP requests that arrive at the port, as `http-port.ts` sends them. */
  serveHttp(port: MessagePort): void;
  /** The same for the service worker, which is told when the worker is ready and learns of its end. */
  serveServiceWorker(port: MessagePort): Promise<void>;
  cancel(id: number): void;
  /** Gives up all calls and writes down what is still to be written: the worker is about to be ended. */
  close(): Promise<void>;
}
