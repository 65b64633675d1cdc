import type { DecisionThresholds } from '../contract/decision.ts';
import type { LivenessFolder } from '../contract/liveness/folder.ts';
import type { Named, TemplateSource } from '../contract/methods.ts';
import type {
  CompareNResponse,
  CompareResponse,
  DetectResponse,
  HealthResponse,
  VerifyResponse,
  VersionResponse,
} from '../contract/wire.ts';
import type { CacheFigures, CacheOptions } from '../engine/engine-cache.ts';
import type { MediumInput } from '../engine/liveness.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { BackendChoice, DetectProgress, Face, LoadProgress, StageTimings } from '../page/face-engine.ts';
import type { LocatedPack } from '../runtime/model-pack.ts';
import type { GalleryMethods, GalleryOptions, GalleryProgress } from '../templates/gallery/face-gallery.ts';
import type { FaceQuality } from '../vision/quality.ts';

/** What the page tells the worker once. */
export interface WorkerConfig {
  /** A model pack: the absolute URL of its manifest, or its manifest with the URLs of its files. */
  models: string | LocatedPack;
  backend: BackendChoice;
  threads?: number;
  thresholds: DecisionThresholds;
  /** False where templates are not kept. */
  cache: false | CacheOptions;
  /** A Web Lock that the worker holds as long as it lives, so that the page learns of its death. */
  lock: string;
}

/** The calls that cross to the worker: arguments and results. */
export interface EngineCalls {
  version(): VersionResponse;
  health(): HealthResponse;
  load(): undefined;
  extract(sample: PictureInput): Uint8Array<ArrayBuffer>;
  compare(feature: TemplateSource, template: TemplateSource): CompareResponse;
  verify(sample: PictureInput, template: TemplateSource): VerifyResponse;
  extractAndCompare(sample1: PictureInput, sample2: PictureInput): CompareResponse;
  compareN(template1: TemplateSource, templatesN: readonly Named<TemplateSource>[]): CompareNResponse;
  verifyN(sample1: PictureInput, templatesN: readonly Named<TemplateSource>[]): CompareNResponse;
  extractAndCompareN(sample1: PictureInput, samplesN: readonly Named<PictureInput>[]): CompareNResponse;
  faces(picture: PictureInput, templates: boolean): Face[];
  livenessHealth(): HealthResponse;
  detectPicture(sample: PictureInput): DetectResponse;
  detectMedia(media: readonly MediumInput[], payload: unknown): LivenessFolder;
  quality(picture: PictureInput): FaceQuality;
}

/** A call of a gallery: names it and holds what opens it, so that any worker can answer. */
export interface GalleryCall {
  /** One for each opened gallery of the page. */
  handle: number;
  name: string;
  options: Omit<GalleryOptions, 'onProgress'>;
  method: 'open' | keyof GalleryMethods<PictureInput>;
  /** Without a signal or a progress callback in its options. */
  parameters: readonly unknown[];
}

/** A call's result with where its time went. */
export interface CallResult<Result> {
  result: Result;
  timings: StageTimings;
}

/** What the worker exposes to the page through comlink. */
export interface FaceWorker {
  /** Resolves once the worker is up; the models load on meanwhile. */
  start(config: WorkerConfig, onProgress: (progress: LoadProgress) => void): Promise<void>;
  call<Name extends keyof EngineCalls>(
    id: number,
    name: Name,
    parameters: Parameters<EngineCalls[Name]>,
    /** Told how far `detectMedia` has come; others call it never. */
    onProgress?: (progress: DetectProgress) => void,
  ): Promise<CallResult<ReturnType<EngineCalls[Name]>>>;
  callGallery(
    id: number,
    call: GalleryCall,
    onProgress?: (progress: GalleryProgress) => void,
  ): Promise<unknown>;
  cacheFigures(): Promise<CacheFigures>;
  clearCache(): Promise<void>;
  /** Removes everything the package stores. */
  eraseAll(): Promise<void>;
  /** Answers API Lite's HTTP requests that arrive at the port, as `src/crossing/http-port.ts` sends them. */
  serveHttp(port: MessagePort): void;
  /** The same for the service worker, which is told when the worker is ready and learns of its end. */
  serveServiceWorker(port: MessagePort): Promise<void>;
  /** Aborts a call under way or in the queue. */
  cancel(id: number): void;
  /** Gives up all calls and writes down what is still to be written: the worker is about to be ended. */
  close(): Promise<void>;
}
