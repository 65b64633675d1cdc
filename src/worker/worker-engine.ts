import { expose, type Remote, releaseProxy, transfer } from 'comlink';
import { RetriedMemo } from '../common/retried-memo.ts';
import { toApiLiteError } from '../contract/errors.ts';
import { keepErrorCodes } from '../crossing/error-transfer.ts';
import { holdLock } from '../crossing/hold-lock.ts';
import { serveHttp } from '../crossing/http-port.ts';
import type { CallResult, EngineCalls, FaceWorker, WorkerConfig } from '../crossing/worker-protocol.ts';
import type { HandOver } from '../crossing/worker-start.ts';
import { buildEngineCore } from '../engine/build-engine.ts';
import { createFaceFetch } from '../http/face-fetch.ts';
import type { LoadProgress } from '../page/face-engine.ts';
import { StorageError } from '../templates/storage-error.ts';
import { noTimings } from '../vision/stage-timings.ts';
import { answerServiceWorker } from './answer-service-worker.ts';
import { CacheHost } from './cache-host.ts';
import { callHandlers, type WorkerCallContext } from './call-handlers.ts';
import { GalleryHost } from './gallery-host.ts';
import { httpMethods } from './http-methods.ts';

const handOver = handedOver();

const core = new RetriedMemo(async () => {
  if (!config) throw new Error('The worker was called before it was started.');
  return buildEngineCore(config, handOver.loadRuntime, {
    environment: handOver.environment,
    onProgress: reportProgress,
    openCache: () => cache.open(),
  });
});

/** Liveness brings the demuxers and the archive readers: they are fetched with its first call. */
const liveness = new RetriedMemo(async () => {
  const { Liveness } = await import('../engine/liveness.ts');
  return new Liveness(await core.get());
});

const handlers = callHandlers({ core: () => core.get(), liveness: () => liveness.get() });
const faceFetch = createFaceFetch(httpMethods(handlers));
const calls = new Map<number, AbortController>();
const galleries = new GalleryHost();
const cache = new CacheHost(() => config?.cache ?? false);
let config: WorkerConfig | undefined;
let reportProgress: ((progress: LoadProgress) => void) | undefined;

const worker: FaceWorker = {
  async start(given, onProgress) {
    const { threads } = handOver;
    config = threads === undefined ? given : { ...given, threads };
    reportProgress = onProgress;
    // Loading starts with the engine; a failure is told by health and by the calls that need the models.
    core
      .get()
      .then((loaded) => loaded.load())
      .catch(() => undefined);
    await holdLock(given.lock);
  },

  call(id, name, parameters, onProgress) {
    return cancellable(id, async (signal) => {
      const timings = noTimings();
      // TypeScript can't relate a generic name to its handler's parameters.
      const handler = handlers[name] as (...all: unknown[]) => Promise<ReturnType<EngineCalls[typeof name]>>;
      const context: WorkerCallContext = { signal, timings, ...(onProgress && { onProgress }) };
      try {
        return transferred({ result: await handler(context, ...parameters), timings });
      } finally {
        (onProgress as Partial<Remote<() => void>> | undefined)?.[releaseProxy]?.();
      }
    });
  },

  callGallery(id, call, onProgress) {
    return cancellable(id, async (signal) =>
      galleries.call(await core.get(), call, { signal, ...(onProgress && { onProgress }) }),
    );
  },

  cacheFigures: () => cache.figures(),

  clearCache: () => cache.clear(),

  async eraseAll() {
    await cache.erase();
    await galleries.eraseAll();
  },

  serveHttp(port) {
    serveHttp(port, faceFetch);
  },

  async serveServiceWorker(port) {
    await answerServiceWorker(port, faceFetch);
  },

  cancel(id) {
    calls.get(id)?.abort();
  },

  async close() {
    for (const call of calls.values()) call.abort();
    await cache.close();
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

/** Templates cross as transferred buffers. */
function transferred<Result>(call: CallResult<Result>): CallResult<Result> {
  const { result } = call;
  const bytes = result instanceof Uint8Array ? result : (result as { bio_feature?: unknown })?.bio_feature;
  return bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer
    ? transfer(call, [bytes.buffer])
    : call;
}

function handedOver(): HandOver {
  const given = globalThis.inpageFaceHandOver;
  if (!given) throw new Error('The engine is loaded by the entry of its worker, not by itself.');
  return given;
}

keepErrorCodes();
expose(worker, handOver.port);
