import '../common/dispose-symbols.ts';
import { transfer } from 'comlink';
import { untilAborted } from '../common/until-aborted.ts';
import type { LivenessFolder } from '../contract/liveness/folder.ts';
import {
  type CallOptions,
  isLivenessRequest,
  type LivenessRequest,
  type Named,
  type TemplateSource,
} from '../contract/methods.ts';
import type {
  CompareNResponse,
  CompareResponse,
  DetectResponse,
  HealthResponse,
  VerifyResponse,
  VersionResponse,
} from '../contract/wire.ts';
import type { Face, FacesSelection } from '../engine/engine-methods.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { FaceGallery, GalleryOptions } from '../templates/gallery/face-gallery.ts';
import type { FaceQuality } from '../vision/quality.ts';
import { browserStorage } from './browser-storage.ts';
import { fetchFromEngine } from './engine-fetch.ts';
import { ENGINE_FILES } from './engine-files.ts';
import { engineSettings } from './engine-settings.ts';
import type {
  DetectOptions,
  EngineCache,
  EngineCallOptions,
  EngineOptions,
  FaceEngine,
  PictureCallOptions,
} from './face-engine.ts';
import { GalleryClient } from './gallery-client.ts';
import type { PictureSource } from './picture-source.ts';
import { postableRequest } from './postable-media.ts';
import { type PortServer, SERVE } from './serve-service-worker.ts';
import { totalCacheInfo } from './total-cache-info.ts';
import { type AnyCallOptions, WorkerCalls } from './worker-calls.ts';
import { WorkerConnection } from './worker-connection.ts';
import { WorkerPool } from './worker-pool.ts';

/** The facade: sends calls to the worker, and starts another if the worker died. */
export class EngineClient implements FaceEngine, PortServer {
  readonly #workers: WorkerPool;
  readonly #calls: WorkerCalls;
  #lastGallery = 0;

  /** @throws {TypeError} for a wrong option. */
  constructor(options: EngineOptions) {
    const { workers, ...settings } = engineSettings(options, ENGINE_FILES);
    let started = 0;
    this.#workers = new WorkerPool(workers, () => {
      // The models' arrival is told once, not by every worker.
      const onProgress = (started === 0 && options.onProgress) || (() => undefined);
      started++;
      return WorkerConnection.open(settings, onProgress);
    });
    this.#calls = new WorkerCalls(this.#workers);
  }

  /** Starts the first worker. @throws {ApiLiteError} BPE-001001 if it can't start. */
  async start(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    await untilAborted(this.#workers.first(), signal);
  }

  dispose(): void {
    this.#workers.close(new DOMException('The engine was disposed.', 'AbortError'));
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.dispose();
  }

  load(options?: CallOptions): Promise<void> {
    return this.#calls.ask('load', options);
  }

  version(options?: CallOptions): Promise<VersionResponse> {
    return this.#calls.ask('version', options);
  }

  health(options?: CallOptions): Promise<HealthResponse> {
    return this.#calls.ask('health', options);
  }

  livenessHealth(options?: CallOptions): Promise<HealthResponse> {
    return this.#calls.ask('livenessHealth', options);
  }

  extract(sample: PictureSource, options?: PictureCallOptions): Promise<Uint8Array<ArrayBuffer>> {
    return this.#calls.compute('extract', 'picture', options, async (post) => [await post(sample)]);
  }

  compare(
    feature: TemplateSource,
    template: TemplateSource,
    options?: EngineCallOptions,
  ): Promise<CompareResponse> {
    return this.#calls.compute('compare', 'template', options, [feature, template]);
  }

  verify(
    sample: PictureSource,
    template: TemplateSource,
    options?: PictureCallOptions,
  ): Promise<VerifyResponse> {
    return this.#calls.compute('verify', 'picture', options, async (post) => [await post(sample), template]);
  }

  extractAndCompare(
    sample1: PictureSource,
    sample2: PictureSource,
    options?: PictureCallOptions,
  ): Promise<CompareResponse> {
    return this.#calls.compute('extractAndCompare', 'picture', options, async (post) => [
      await post(sample1),
      await post(sample2),
    ]);
  }

  compareN(
    template1: TemplateSource,
    templatesN: readonly Named<TemplateSource>[],
    options?: EngineCallOptions,
  ): Promise<CompareNResponse> {
    return this.#calls.compute('compareN', 'template', options, [template1, templatesN]);
  }

  verifyN(
    sample1: PictureSource,
    templatesN: readonly Named<TemplateSource>[],
    options?: PictureCallOptions,
  ): Promise<CompareNResponse> {
    return this.#calls.compute('verifyN', 'picture', options, async (post) => [
      await post(sample1),
      templatesN,
    ]);
  }

  extractAndCompareN(
    sample1: PictureSource,
    samplesN: readonly Named<PictureSource>[],
    options?: PictureCallOptions,
  ): Promise<CompareNResponse> {
    return this.#calls.compute('extractAndCompareN', 'picture', options, async (post) => {
      const main = await post(sample1);
      const others: Named<PictureInput>[] = [];
      for (const { filename, content } of samplesN) others.push({ filename, content: await post(content) });
      return [main, others];
    });
  }

  faces(picture: PictureSource, options?: PictureCallOptions & FacesSelection): Promise<Face[]> {
    return this.#calls.compute('faces', 'faces', options, async (post) => [await post(picture)]);
  }

  quality(picture: PictureSource, options?: PictureCallOptions): Promise<FaceQuality> {
    return this.#calls.compute('quality', 'picture', options, async (post) => [await post(picture)]);
  }

  detect(sample: PictureSource, options?: PictureCallOptions): Promise<DetectResponse>;
  detect(request: LivenessRequest, options?: DetectOptions): Promise<LivenessFolder>;
  detect(
    subject: PictureSource | LivenessRequest,
    options?: AnyCallOptions,
  ): Promise<DetectResponse | LivenessFolder> {
    return isLivenessRequest(subject)
      ? this.#calls.compute('detect', 'media', options, async () => [postableRequest(subject)])
      : this.#calls.compute('detect', 'picture', options, async (post) => [await post(subject)]);
  }

  fetch(request: Request): Promise<Response> {
    return fetchFromEngine(request, () => this.#workers.first());
  }

  async [SERVE](port: MessagePort): Promise<void> {
    const connection = await this.#workers.first();
    await connection.race(connection.remote.serveServiceWorker(transfer(port, [port])));
  }

  readonly storage = browserStorage;

  readonly cache: EngineCache = {
    info: async (options) =>
      totalCacheInfo(
        await this.#calls.onEveryWorker('cache.info', options, ({ remote }) => remote.cacheInfo()),
      ),
    clear: async (options) =>
      void (await this.#calls.onEveryWorker('cache.clear', options, ({ remote }) => remote.clearCache())),
  };

  gallery(name: string, options: GalleryOptions = {}): Promise<FaceGallery<PictureSource>> {
    return GalleryClient.open(name, options, ++this.#lastGallery, this.#calls);
  }

  async eraseAll(options?: CallOptions): Promise<void> {
    await this.#calls.onEveryWorker('eraseAll', options, ({ remote }) => remote.eraseAll());
  }
}
