import '../common/dispose-symbols.ts';
import { transfer } from 'comlink';
import { untilAborted } from '../common/until-aborted.ts';
import { errorInFamily } from '../contract/error-family.ts';
import { ApiLiteError } from '../contract/errors.ts';
import type { LivenessFolder } from '../contract/liveness/folder.ts';
import type { CallOptions, LivenessRequest, Named } from '../contract/methods.ts';
import type { DetectResponse } from '../contract/wire.ts';
import { laterPart } from '../engine/later-part.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { FaceGallery, GalleryOptions } from '../templates/gallery/face-gallery.ts';
import { MIN_FACE_WIDTH } from '../vision/find-faces.ts';
import { browserStorage } from './browser-storage.ts';
import { fetchFromEngine } from './engine-fetch.ts';
import { engineSettings } from './engine-settings.ts';
import type {
  DetectOptions,
  EngineCache,
  EngineOptions,
  FaceEngine,
  PictureCallOptions,
} from './face-engine.ts';
import { GalleryClient } from './gallery-client.ts';
import type { GestureChoice, GesturesOptions, GesturesResult } from './gestures/gesture-options.ts';
import type { PackageFiles } from './package-files.ts';
import type { PictureSource } from './picture-source.ts';
import { listOf } from './postable-call.ts';
import { isMeantAsRequest, postableRequest } from './postable-media.ts';
import { type PortServer, SERVE } from './serve-service-worker.ts';
import { repeatedOnce, StuckWorkerError } from './stuck-worker-error.ts';
import { totalCacheInfo } from './total-cache-info.ts';
import { startWatch } from './watch/start-watch.ts';
import type { WatchedFrame, WatchOptions, WatchSource } from './watch/watch-options.ts';
import { type AnyCallOptions, WorkerCalls } from './worker-calls.ts';
import { WorkerConnection } from './worker-connection.ts';
import { WorkerPool } from './worker-pool.ts';

/** The facade: sends calls to the worker, and starts another if the worker died. */
export class EngineClient implements FaceEngine, PortServer {
  readonly #workers: WorkerPool;
  readonly #calls: WorkerCalls;
  #lastGallery = 0;
  #lastWatch = 0;

  /** @throws {TypeError} for a wrong option. */
  constructor(options: EngineOptions, files: PackageFiles) {
    const { workers, ...settings } = engineSettings(options, files);
    let { runtime } = settings;
    let started = 0;
    let isUpdated = false;
    const onAppUpdated = () => {
      if (!isUpdated) options.onAppUpdated?.();
      isUpdated = true;
    };
    this.#workers = new WorkerPool(workers, async () => {
      // The models' arrival is told once, not by every worker.
      const onProgress = (started === 0 && options.onProgress) || (() => undefined);
      started++;
      const connection = await repeatedOnce(() =>
        WorkerConnection.open({ ...settings, runtime }, { onProgress, onAppUpdated }),
      );
      connection.ended.catch((reason: unknown) => {
        // A thread of the slim runtime may have found what it lacks nowhere, and the worker waits for it: not a second time.
        if (reason instanceof StuckWorkerError && reason.readers.size === 0) runtime = 'full';
      });
      return connection;
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
    this.#calls.compute('extract', 'picture', options, async (post) => ({
      sample: await post(sample, 'sample'),
    }));

  readonly compare: FaceEngine['compare'] = (feature, template, options) =>
    this.#calls.compute('compare', 'template', options, { feature, template });

  readonly verify: FaceEngine['verify'] = (sample, template, options) =>
    this.#calls.compute('verify', 'picture', options, async (post) => ({
      sample: await post(sample, 'sample'),
      template,
    }));

  readonly extractAndCompare: FaceEngine['extractAndCompare'] = (sample1, sample2, options) =>
    this.#calls.compute('extractAndCompare', 'picture', options, async (post) => ({
      sample1: await post(sample1, 'sample1'),
      sample2: await post(sample2, 'sample2'),
    }));

  readonly compareN: FaceEngine['compareN'] = (template1, templatesN, options) =>
    this.#calls.compute('compareN', 'template', options, async () => ({
      template1,
      templatesN: listOf(templatesN, 'templatesN'),
    }));

  readonly verifyN: FaceEngine['verifyN'] = (sample1, templatesN, options) =>
    this.#calls.compute('verifyN', 'picture', options, async (post) => ({
      sample1: await post(sample1, 'sample1'),
      templatesN: listOf(templatesN, 'templatesN'),
    }));

  readonly extractAndCompareN: FaceEngine['extractAndCompareN'] = (sample1, samplesN, options) =>
    this.#calls.compute('extractAndCompareN', 'picture', options, async (post) => {
      const main = await post(sample1, 'sample1');
      const others: Named<PictureInput>[] = [];
      for (const [index, { filename, content }] of listOf(samplesN, 'samplesN').entries()) {
        others.push({ filename, content: await post(content, `samplesN[${index}].content`) });
      }
      return { sample1: main, samplesN: others };
    });

  readonly faces: FaceEngine['faces'] = (picture, options) =>
    this.#calls.compute('faces', 'faces', options, async (post) => {
      checkSmallest(options?.smallest);
      return { picture: await post(picture, 'picture') };
    });

  readonly quality: FaceEngine['quality'] = (picture, options) =>
    this.#calls.compute('quality', 'picture', options, async (post) => ({
      picture: await post(picture, 'picture'),
    }));

  readonly mergeTemplates: FaceEngine['mergeTemplates'] = (templates, options) =>
    this.#calls.compute('mergeTemplates', 'template', options, async () => ({
      templates: listOf(templates, 'templates'),
    }));

  readonly groupFaces: FaceEngine['groupFaces'] = (templates, options) =>
    this.#calls.compute('groupFaces', 'grouping', options, async () => ({
      templates: listOf(templates, 'templates'),
    }));

  detect(sample: PictureSource, options?: PictureCallOptions): Promise<DetectResponse>;
  detect(request: LivenessRequest, options?: DetectOptions): Promise<LivenessFolder>;
  detect(
    subject: PictureSource | LivenessRequest,
    options?: AnyCallOptions,
  ): Promise<DetectResponse | LivenessFolder> {
    const call = isMeantAsRequest(subject)
      ? this.#calls.compute<LivenessFolder>('detect', 'media', options, async () => ({
          request: postableRequest(subject),
        }))
      : this.#calls.compute<DetectResponse>('detect', 'picture', options, async (post) => ({
          sample: await post(subject, 'sample'),
        }));
    return (call as Promise<DetectResponse | LivenessFolder>).catch((error: unknown) => {
      // What is wrong with the picture is found on the page, and has another number in liveness.
      throw error instanceof ApiLiteError ? errorInFamily(error, 'LDE') : error;
    });
  }

  watch(source: WatchSource, options: WatchOptions = {}): AsyncGenerator<WatchedFrame, void, undefined> {
    return startWatch(source, options, ++this.#lastWatch, this.#calls);
  }

  async gestures(
    source: WatchSource,
    gestures: GestureChoice,
    options: GesturesOptions = {},
  ): Promise<GesturesResult> {
    // Few apps ask for them: the others need not fetch how.
    const { askGestures } = await laterPart(import('./gestures/ask-gestures.ts'));
    return await askGestures(source, gestures, options, ++this.#lastWatch, this.#calls);
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
