import { expose, transfer } from 'comlink';
import { toApiLiteError } from '../contract/errors.ts';
import type { EngineCore } from '../engine/engine-core.ts';
import type { LoadProgress } from '../engine/face-engine.ts';
import { noTimings } from '../engine/stage-timings.ts';
import { createFaceFetch } from '../http/face-fetch.ts';
import { serveHttp } from '../http/http-port.ts';
import { loadOnnxRuntime } from '../runtime/onnx-runtime.ts';
import { answerServiceWorker } from '../service-worker/host-engine.ts';
import { StorageError } from '../templates/storage-error.ts';
import type { CallContext } from '../vision/face-pipeline.ts';
import { buildEngineCore } from './build-core.ts';
import { keepErrorCodes } from './error-transfer.ts';
import { GalleryHost } from './gallery-host.ts';
import { httpMethods } from './http-methods.ts';
import type { CallResult, EngineCalls, FaceWorker, WorkerConfig } from './protocol.ts';

type Handlers = {
  [Name in keyof EngineCalls]: (
    core: EngineCore,
    context: CallContext,
    ...parameters: Parameters<EngineCalls[Name]>
  ) => Promise<ReturnType<EngineCalls[Name]>>;
};

const handlers: Handlers = {
  version: (core) => core.version(),
  health: (core) => core.health(),
  load: async (core) => {
    await core.load();
    return undefined;
  },
  extract: (core, context, sample) => core.extract(sample, context),
  compare: (core, _context, feature, template) => core.compare(feature, template),
  verify: (core, context, sample, template) => core.verify(sample, template, context),
  extractAndCompare: (core, context, sample1, sample2) => core.extractAndCompare(sample1, sample2, context),
  compareN: (core, context, template1, templatesN) => core.compareN(template1, templatesN, context),
  verifyN: (core, context, sample1, templatesN) => core.verifyN(sample1, templatesN, context),
  extractAndCompareN: (core, context, sample1, samplesN) =>
    core.extractAndCompareN(sample1, samplesN, context),
  faces: (core, context, picture, templates) => core.faces(picture, templates, context),
};

const faceFetch = createFaceFetch(httpMethods(currentCore));
const calls = new Map<number, AbortController>();
const galleries = new GalleryHost();
let config: WorkerConfig | undefined;
let reportProgress: ((progress: LoadProgress) => void) | undefined;
let core: Promise<EngineCore> | undefined;

const worker: FaceWorker = {
  async start(given, onProgress) {
    config = given;
    reportProgress = onProgress;
    // Loading starts with the engine; a failure is told by health and by the calls that need the models.
    currentCore()
      .then((loaded) => loaded.load())
      .catch(() => undefined);
    await holdLock(given.lock);
  },

  async call(id, name, parameters) {
    return cancellable(id, async (signal) => {
      const timings = noTimings();
      // TypeScript can't relate a generic name to its handler's parameters.
      const handler = handlers[name] as (...all: unknown[]) => Promise<ReturnType<EngineCalls[typeof name]>>;
      const result = await handler(await currentCore(), { signal, timings }, ...parameters);
      return transferred({ result, timings });
    });
  },

  callGallery(id, call, onProgress) {
    return cancellable(id, async (signal) =>
      galleries.call(await currentCore(), call, { signal, ...(onProgress && { onProgress }) }),
    );
  },

  eraseAll: () => galleries.eraseAll(),
  serveHttp(port) {
    serveHttp(port, faceFetch);
  },

  async serveServiceWorker(port) {
    await answerServiceWorker(port, faceFetch);
  },

  cancel(id) {
    calls.get(id)?.abort();
  },
};

/** Runs a call that the page can cancel by its id. */
async function cancellable<Result>(
  id: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  calls.set(id, controller);
  try {
    return await work(controller.signal);
  } catch (error) {
    const isExpected = error instanceof TypeError || error instanceof StorageError;
    if (controller.signal.aborted || isExpected) throw error;
    throw toApiLiteError(error);
  } finally {
    calls.delete(id);
  }
}

/** A core that could not be built (its manifest was missing) is built again for the next call. */
function currentCore(): Promise<EngineCore> {
  if (!config) throw new Error('The worker was called before it was started.');
  core ??= buildEngineCore(config, loadOnnxRuntime, reportProgress);
  core.catch(() => {
    core = undefined;
  });
  return core;
}

/**
 * Resolves once the lock is held; it is until the worker ends, by whatever cause: then the page gets it.
 * Asking is not enough: the page asks next, and would take a living worker for dead if it came first.
 */
function holdLock(name: string): Promise<void> {
  return new Promise((held) => {
    if (!navigator.locks) return held();
    const untilTheEnd = new Promise<never>(() => undefined);
    navigator.locks
      .request(name, () => {
        held();
        return untilTheEnd;
      })
      // A page without a storage of its own has no locks, neither here nor there.
      .catch(() => held());
  });
}

/** Templates cross as transferred buffers. */
function transferred<Result>(call: CallResult<Result>): CallResult<Result> {
  const { result } = call;
  const bytes = result instanceof Uint8Array ? result : (result as { bio_feature?: unknown })?.bio_feature;
  return bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer
    ? transfer(call, [bytes.buffer])
    : call;
}

keepErrorCodes();
expose(worker);
