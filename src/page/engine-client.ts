import '../common/dispose-symbols.ts';
import { transfer } from 'comlink';
import { untilAborted } from '../common/until-aborted.ts';
import type { LivenessFolder } from '../contract/liveness/folder.ts';
import {
  type CallOptions,
  isLivenessRequest,
  type LivenessRequest,
  type Named,
} from '../contract/methods.ts';
import type { DetectResponse } from '../contract/wire.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { FaceGallery, GalleryOptions } from '../templates/gallery/face-gallery.ts';
import { MIN_FACE_WIDTH } from '../vision/find-faces.ts';
import { browserStorage } from './browser-storage.ts';
import { fetchFromEngine } from './engine-fetch.ts';
import { ENGINE_FILES } from './engine-files.ts';
import { engineSettings } from './engine-settings.ts';
import type {
  DetectOptions,
  EngineCache,
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

  readonly load: FaceEngine['load'] = (options) => this.#calls.ask('load', options);

  readonly version: FaceEngine['version'] = (options) => this.#calls.ask('version', options);

  readonly health: FaceEngine['health'] = (options) => this.#calls.ask('health', options);

  readonly livenessHealth: FaceEngine['livenessHealth'] = (options) =>
    this.#calls.ask('livenessHealth', options);

  readonly extract: FaceEngine['extract'] = (sample, options) =>
    this.#calls.compute('extract', 'picture', options, async (post) => [await post(sample)]);

  readonly compare: FaceEngine['compare'] = (feature, template, options) =>
    this.#calls.compute('compare', 'template', options, [feature, template]);

  readonly verify: FaceEngine['verify'] = (sample, template, options) =>
    this.#calls.compute('verify', 'picture', options, async (post) => [await post(sample), template]);

  readonly extractAndCompare: FaceEngine['extractAndCompare'] = (sample1, sample2, options) =>
    this.#calls.compute('extractAndCompare', 'picture', options, async (post) => [
      await post(sample1),
      await post(sample2),
    ]);

  readonly compareN: FaceEngine['compareN'] = (template1, templatesN, options) =>
    this.#calls.compute('compareN', 'template', options, [template1, templatesN]);

  readonly verifyN: FaceEngine['verifyN'] = (sample1, templatesN, options) =>
    this.#calls.compute('verifyN', 'picture', options, async (post) => [await post(sample1), templatesN]);

  readonly extractAndCompareN: FaceEngine['extractAndCompareN'] = (sample1, samplesN, options) =>
    this.#calls.compute('extractAndCompareN', 'picture', options, async (post) => {
      const main = await post(sample1);
      const others: Named<PictureInput>[] = [];
      for (const { filename, content } of samplesN) others.push({ filename, content: await post(content) });
      return [main, others];
    });

  readonly faces: FaceEngine['faces'] = (picture, options) =>
    this.#calls.compute('faces', 'faces', options, async (post) => {
      checkSmallest(options?.smallest);
      return [await post(picture)];
    });

  readonly quality: FaceEngine['quality'] = (picture, options) =>
    this.#calls.compute('quality', 'picture', options, async (post) => [await post(picture)]);

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

function checkSmallest(smallest: unknown): void {
  if (smallest === undefined || (Number.isFinite(smallest) && (smallest as number) >= MIN_FACE_WIDTH)) return;
  throw new TypeError(`options.smallest must be a number of pixels from ${MIN_FACE_WIDTH} on`);
}
