import { transfer } from 'comlink';
import { ApiLiteError } from '../contract/errors.ts';
import type { Named, TemplateSource } from '../contract/methods.ts';
import type {
  CompareNResponse,
  CompareResponse,
  HealthResponse,
  VerifyResponse,
  VersionResponse,
} from '../contract/wire.ts';
import type {
  EngineCallOptions,
  EngineOptions,
  Face,
  FaceEngine,
  FacesOptions,
  LoadProgress,
} from '../engine/face-engine.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { PictureSource } from '../media/picture-source.ts';
import { fetchFromEngine } from './engine-fetch.ts';
import { workerConfig } from './engine-options.ts';
import { keepErrorCodes } from './error-transfer.ts';
import { postablePicture } from './picture-transfer.ts';
import type { EngineCalls } from './protocol.ts';
import { WorkerConnection } from './worker-connection.ts';

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
  readonly #config: ReturnType<typeof workerConfig>;
  readonly #onProgress: (progress: LoadProgress) => void;
  #connection: Promise<WorkerConnection> | undefined;
  #disposed = false;
  #lastId = 0;

  constructor(options: EngineOptions) {
    this.#config = workerConfig(options);
    this.#onProgress = options.onProgress ?? (() => undefined);
  }

  connect(): Promise<WorkerConnection> {
    if (this.#disposed)
      throw new TypeError('This engine was disposed: create another one by createEngine().');
    if (this.#connection) return this.#connection;
    const opening = WorkerConnection.open(this.#config, this.#onProgress);
    const forget = () => {
      if (this.#connection === opening) this.#connection = undefined;
    };
    opening.then((connection) => connection.ended.catch(forget), forget);
    this.#connection = opening;
    return opening;
  }

  dispose(): void {
    const connection = this.#connection;
    this.#disposed = true;
    this.#connection = undefined;
    void connection?.then(
      (open) => open.end(new DOMException('The engine was disposed.', 'AbortError')),
      () => undefined,
    );
  }

  async load(options: EngineCallOptions = {}): Promise<void> {
    await this.#call('load', [], options);
  }

  version(options: EngineCallOptions = {}): Promise<VersionResponse> {
    return this.#call('version', [], options);
  }

  health(options: EngineCallOptions = {}): Promise<HealthResponse> {
    return this.#call('health', [], options);
  }

  async extract(sample: PictureSource, options: EngineCallOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    const [input, handed] = await postable(sample, options);
    return this.#call('extract', [input], options, handed);
  }

  compare(
    feature: TemplateSource,
    template: TemplateSource,
    options: EngineCallOptions = {},
  ): Promise<CompareResponse> {
    return this.#call('compare', [feature, template], options);
  }

  async verify(
    sample: PictureSource,
    template: TemplateSource,
    options: EngineCallOptions = {},
  ): Promise<VerifyResponse> {
    const [input, handed] = await postable(sample, options);
    return this.#call('verify', [input, template], options, handed);
  }

  async extractAndCompare(
    sample1: PictureSource,
    sample2: PictureSource,
    options: EngineCallOptions = {},
  ): Promise<CompareResponse> {
    const [input1, handed1] = await postable(sample1, options);
    const [input2, handed2] = await postable(sample2, options);
    return this.#call('extractAndCompare', [input1, input2], options, [...handed1, ...handed2]);
  }

  compareN(
    template1: TemplateSource,
    templatesN: readonly Named<TemplateSource>[],
    options: EngineCallOptions = {},
  ): Promise<CompareNResponse> {
    return this.#call('compareN', [template1, templatesN], options);
  }

  async verifyN(
    sample1: PictureSource,
    templatesN: readonly Named<TemplateSource>[],
    options: EngineCallOptions = {},
  ): Promise<CompareNResponse> {
    const [input, handed] = await postable(sample1, options);
    return this.#call('verifyN', [input, templatesN], options, handed);
  }

  async extractAndCompareN(
    sample1: PictureSource,
    samplesN: readonly Named<PictureSource>[],
    options: EngineCallOptions = {},
  ): Promise<CompareNResponse> {
    const [input, handed] = await postable(sample1, options);
    const inputs: Named<PictureInput>[] = [];
    for (const { filename, content } of samplesN) {
      const [inputN, handedN] = await postable(content, options);
      inputs.push({ filename, content: inputN });
      handed.push(...handedN);
    }
    return this.#call('extractAndCompareN', [input, inputs], options, handed);
  }

  async faces(picture: PictureSource, options: FacesOptions = {}): Promise<Face[]> {
    const [input, handed] = await postable(picture, options);
    return this.#call('faces', [input, options.templates ?? false], options, handed);
  }

  fetch(request: Request): Promise<Response> {
    return fetchFromEngine(request, () => this.connect());
  }

  async serve(port: MessagePort): Promise<void> {
    const connection = await this.connect();
    await connection.race(connection.remote.serveServiceWorker(transfer(port, [port])));
  }

  async #call<Name extends keyof EngineCalls>(
    name: Name,
    parameters: Parameters<EngineCalls[Name]>,
    { signal, onTimings }: EngineCallOptions,
    handed: Transferable[] = [],
  ): Promise<ReturnType<EngineCalls[Name]>> {
    signal?.throwIfAborted();
    const connection = await this.connect();
    const id = ++this.#lastId;
    const cancel = () => void connection.remote.cancel(id);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const answer = connection.race(connection.remote.call(id, name, transfer(parameters, handed)));
      const { result, timings } = await (signal ? Promise.race([answer, abortOf(signal)]) : answer);
      onTimings?.(timings);
      return result as ReturnType<EngineCalls[Name]>;
    } catch (error) {
      throw signal?.aborted ? signal.reason : explained(error);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }
}

/** Rejects when the signal aborts: the caller need not wait for the worker to notice. */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function postable(
  source: PictureSource,
  options: EngineCallOptions,
): Promise<[PictureInput, Transferable[]]> {
  options.signal?.throwIfAborted();
  const { input, transfer } = await postablePicture(source, options.transfer ?? false);
  return [input, transfer];
}

/** The browser refuses to post pixels of another origin. */
function explained(error: unknown): unknown {
  if (!(error instanceof DOMException && error.name === 'DataCloneError')) return error;
  const message =
    'The picture comes from another origin without its leave. Load it with crossorigin="anonymous" from a server that allows it.';
  return new ApiLiteError('BPE-002003', message, { cause: error });
}
