import { proxy, transfer } from 'comlink';
import { ApiLiteError } from '../contract/errors.ts';
import type { LivenessFolder } from '../contract/liveness/folder.ts';
import type { LivenessRequest, Named, TemplateSource } from '../contract/methods.ts';
import type {
  CompareNResponse,
  CompareResponse,
  DetectResponse,
  HealthResponse,
  VerifyResponse,
  VersionResponse,
} from '../contract/wire.ts';
import { keepErrorCodes } from '../crossing/error-transfer.ts';
import type { EngineCalls } from '../crossing/worker-protocol.ts';
import type { EngineCache } from '../engine/engine-cache.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { FaceGallery, GalleryOptions } from '../templates/gallery/face-gallery.ts';
import type { FaceQuality } from '../vision/quality.ts';
import { engineStorage } from './browser-storage.ts';
import { sumOfFigures } from './cache-totals.ts';
import { fetchFromEngine } from './engine-fetch.ts';
import { ENGINE_FILES } from './engine-files.ts';
import { engineConfig } from './engine-options.ts';
import type {
  DetectOptions,
  EngineCallOptions,
  EngineOptions,
  Face,
  FaceEngine,
  FacesOptions,
} from './face-engine.ts';
import { GalleryClient } from './gallery-client.ts';
import type { PictureSource } from './picture-source.ts';
import { isLivenessRequest, postableMedia } from './postable-media.ts';
import { postablePicture } from './postable-picture.ts';
import { WorkerConnection } from './worker-connection.ts';
import { WorkerPool } from './worker-pool.ts';

/**
 * Starts an engine in a worker of its own. It resolves as soon as the worker is up; the models load
 * meanwhile, and calls wait for those they need. Where a model can't work, `health()` tells the reason.
 *
 * @throws {TypeError} for a wrong option, or where there is no browser (server rendering).
 * @throws {ApiLiteError} BPE-001001 where the worker can't start.
 */
export async function createEngine(options: EngineOptions = {}): Promise<FaceEngine> {
  if (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined') {
    throw new TypeError(
      'createEngine needs a browser with workers: call it on the client, not on the server.',
    );
  }
  keepErrorCodes();
  const client = new EngineClient(options);
  await client.connect();
  return client;
}

/** The facade: sends calls to the worker, and starts another where the worker died. */
class EngineClient implements FaceEngine {
  readonly #workers: WorkerPool;
  #lastId = 0;
  #lastGallery = 0;

  constructor(options: EngineOptions) {
    const { workers, ...config } = engineConfig(options, ENGINE_FILES);
    let started = 0;
    this.#workers = new WorkerPool(workers, () => {
      // The models' arrival is told once, not by every worker.
      const onProgress = (started === 0 && options.onProgress) || (() => undefined);
      started++;
      return WorkerConnection.open(config, onProgress);
    });
  }

  connect(): Promise<WorkerConnection> {
    return this.#workers.first();
  }

  dispose(): void {
    this.#workers.close(new DOMException('The engine was disposed.', 'AbortError'));
  }

  async load(options: EngineCallOptions = {}): Promise<void> {
    await this.#call('load', options, []);
  }

  version(options: EngineCallOptions = {}): Promise<VersionResponse> {
    return this.#call('version', options, []);
  }

  health(options: EngineCallOptions = {}): Promise<HealthResponse> {
    return this.#call('health', options, []);
  }

  extract(sample: PictureSource, options: EngineCallOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    return this.#call('extract', options, async (post) => [await post(sample)]);
  }

  compare(
    feature: TemplateSource,
    template: TemplateSource,
    options: EngineCallOptions = {},
  ): Promise<CompareResponse> {
    return this.#call('compare', options, [feature, template]);
  }

  verify(
    sample: PictureSource,
    template: TemplateSource,
    options: EngineCallOptions = {},
  ): Promise<VerifyResponse> {
    return this.#call('verify', options, async (post) => [await post(sample), template]);
  }

  extractAndCompare(
    sample1: PictureSource,
    sample2: PictureSource,
    options: EngineCallOptions = {},
  ): Promise<CompareResponse> {
    return this.#call('extractAndCompare', options, async (post) => [
      await post(sample1),
      await post(sample2),
    ]);
  }

  compareN(
    template1: TemplateSource,
    templatesN: readonly Named<TemplateSource>[],
    options: EngineCallOptions = {},
  ): Promise<CompareNResponse> {
    return this.#call('compareN', options, [template1, templatesN]);
  }

  verifyN(
    sample1: PictureSource,
    templatesN: readonly Named<TemplateSource>[],
    options: EngineCallOptions = {},
  ): Promise<CompareNResponse> {
    return this.#call('verifyN', options, async (post) => [await post(sample1), templatesN]);
  }

  extractAndCompareN(
    sample1: PictureSource,
    samplesN: readonly Named<PictureSource>[],
    options: EngineCallOptions = {},
  ): Promise<CompareNResponse> {
    return this.#call('extractAndCompareN', options, async (post) => {
      const main = await post(sample1);
      const others: Named<PictureInput>[] = [];
      for (const { filename, content } of samplesN) others.push({ filename, content: await post(content) });
      return [main, others];
    });
  }

  faces(picture: PictureSource, options: FacesOptions = {}): Promise<Face[]> {
    return this.#call('faces', options, async (post) => [await post(picture), options.templates ?? false]);
  }

  livenessHealth(options: EngineCallOptions = {}): Promise<HealthResponse> {
    return this.#call('livenessHealth', options, []);
  }

  detect(sample: PictureSource, options?: EngineCallOptions): Promise<DetectResponse>;
  detect(request: LivenessRequest, options?: DetectOptions): Promise<LivenessFolder>;
  async detect(
    subject: PictureSource | LivenessRequest,
    options: DetectOptions = {},
  ): Promise<DetectResponse | LivenessFolder> {
    if (isLivenessRequest(subject)) {
      const { media, payload } = subject;
      // As over HTTP the payload is JSON: what JSON can't say does not cross.
      const json = typeof payload === 'string' ? payload : JSON.stringify(payload);
      return this.#call('detectMedia', options, [postableMedia(media), json]);
    }
    return this.#call('detectPicture', options, async (post) => [await post(subject)]);
  }

  quality(picture: PictureSource, options: EngineCallOptions = {}): Promise<FaceQuality> {
    return this.#call('quality', options, async (post) => [await post(picture)]);
  }

  fetch(request: Request): Promise<Response> {
    return fetchFromEngine(request, () => this.connect());
  }

  async serve(port: MessagePort): Promise<void> {
    const connection = await this.connect();
    await connection.race(connection.remote.serveServiceWorker(transfer(port, [port])));
  }

  readonly storage = engineStorage;

  readonly cache: EngineCache = {
    figures: async () =>
      sumOfFigures(await this.#onEveryWorker((connection) => connection.remote.cacheFigures())),
    clear: async () => void (await this.#onEveryWorker((connection) => connection.remote.clearCache())),
  };

  async gallery(name: string, options: GalleryOptions = {}): Promise<FaceGallery<PictureSource>> {
    return GalleryClient.open(name, options, ++this.#lastGallery, (call, { signal, onProgress }, handed) =>
      this.#cancellable(signal, (connection, id) =>
        connection.remote.callGallery(id, transfer(call, handed), onProgress && proxy(onProgress)),
      ),
    );
  }

  async eraseAll(): Promise<void> {
    await this.#onEveryWorker((connection) => connection.remote.eraseAll());
  }

  /** One after the other, the first worker last. */
  async #onEveryWorker<Result>(work: (connection: WorkerConnection) => Promise<Result>): Promise<Result[]> {
    const results: Result[] = [];
    for (const connection of await this.#workers.all()) {
      results.push(await connection.race(work(connection)));
    }
    return results;
  }

  #call<Name extends keyof EngineCalls>(
    name: Name,
    options: DetectOptions,
    parameters: Parameters<EngineCalls[Name]> | ((post: Post) => Promise<Parameters<EngineCalls[Name]>>),
  ): Promise<ReturnType<EngineCalls[Name]>> {
    const { signal, onTimings, onProgress } = options;
    const send = async (connection: WorkerConnection, id: number) => {
      const handed: Transferable[] = [];
      const post = postInto(handed, options);
      const posted = typeof parameters === 'function' ? await parameters(post) : parameters;
      signal?.throwIfAborted();
      const report = onProgress ? [proxy(onProgress)] : [];
      const { result, timings } = await connection.remote.call(id, name, transfer(posted, handed), ...report);
      if (!signal?.aborted) onTimings?.(timings);
      return result as ReturnType<EngineCalls[Name]>;
    };
    if (OF_THE_FIRST_WORKER.has(name)) return this.#cancellable(signal, send);
    return this.#workers.run((connection) => this.#cancellable(signal, send, connection));
  }

  /** Sends a call under an id of its own, and its cancellation after it; to the first worker by default. */
  async #cancellable<Result>(
    signal: AbortSignal | undefined,
    send: (connection: WorkerConnection, id: number) => Promise<Result>,
    worker?: WorkerConnection,
  ): Promise<Result> {
    signal?.throwIfAborted();
    const connection = worker ?? (await this.connect());
    const id = ++this.#lastId;
    const cancel = () => void connection.remote.cancel(id);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const answer = connection.race(send(connection, id));
      return await (signal ? Promise.race([answer, abortOf(signal)]) : answer);
    } catch (error) {
      throw signal?.aborted ? signal.reason : explained(error);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }
}

/** Calls about the engine's state, which one worker tells for all. */
const OF_THE_FIRST_WORKER: ReadonlySet<keyof EngineCalls> = new Set([
  'version',
  'health',
  'load',
  'livenessHealth',
]);

/** Makes a picture ready to be posted. */
type Post = (source: PictureSource) => Promise<PictureInput>;

/** Collects what is handed over with the pictures of a call. */
function postInto(handed: Transferable[], { transfer: handOver = false }: EngineCallOptions): Post {
  return async (source) => {
    const { input, transfer } = await postablePicture(source, handOver);
    handed.push(...transfer);
    return input;
  };
}

/** Rejects when the signal aborts: the caller need not wait for the worker to notice. */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** The browser refuses to post pixels of another origin. */
function explained(error: unknown): unknown {
  if (!(error instanceof DOMException && error.name === 'DataCloneError')) return error;
  const message =
    'The picture comes from another origin without its leave. Load it with crossorigin="anonymous" from a server that allows it.';
  return new ApiLiteError('BPE-002003', message, { cause: error });
}
