import { expose, type Remote, releaseProxy, transfer } from 'comlink';
import { type ApiLiteError, toApiLiteError } from '../contract/errors.ts';
import { appUpdated, isGone } from '../crossing/app-updated.ts';
import { keepErrorCodes } from '../crossing/error-transfer.ts';
import { serveHttp } from '../crossing/http-port.ts';
import type {
  CallProgress,
  CallResult,
  EngineCall,
  FaceWorker,
  GalleryCall,
  WatchCall,
  WorkerConfig,
} from '../crossing/worker-protocol.ts';
import type { HandOver, WatchMessage } from '../crossing/worker-start.ts';
import { buildEngineCore } from '../engine/build-engine-core.ts';
import { Engine } from '../engine/engine.ts';
import { createFaceFetch } from '../http/face-fetch.ts';
import type { LoadProgress } from '../runtime/load-progress.ts';
import { StorageError } from '../templates/storage-error.ts';
import { noTimings } from '../vision/stage-timings.ts';
import { answerServiceWorker } from './answer-service-worker.ts';
import { CacheHost } from './cache-host.ts';
import { galleryHost } from './gallery-host.ts';
import { VideoThreads } from './video-threads.ts';
import { watchHost } from './watch-host.ts';

const handOver = handedOver();
const calls = new Map<number, AbortController>();
let config: WorkerConfig | undefined;
let reportProgress: ((progress: LoadProgress) => void) | undefined;

const cache = new CacheHost(() => config?.cache ?? false);
const videos = new VideoThreads(handOver.videos);
const engine = new Engine(async () => {
  if (!config) throw new Error('The worker was called before it was started.');
  return buildEngineCore(config, handOver.loadRuntime, {
    environment: handOver.environment,
    onProgress: reportProgress,
    openCache: () => cache.open(),
    videoReader: () => videos.reader(),
  });
});
const galleries = galleryHost(engine);
const watches = watchHost(engine, galleries);
const faceFetch = createFaceFetch(engine);

const worker: FaceWorker = {
  async start(given, onProgress) {
    const { threads } = handOver;
    config = threads === undefined ? given : { ...given, threads };
    reportProgress = onProgress;
    // Loading starts with the engine; a failure is told by health and by the calls that need the models.
    engine.load().catch(() => undefined);
  },

  async call(id, call, onProgress) {
    const controller = new AbortController();
    const { signal } = controller;
    calls.set(id, controller);
    // Progress goes by a port of its own, which the result may overtake: it waits for what was told last.
    let told: unknown;
    const tell = (progress: CallProgress) => {
      told = onProgress?.(progress);
    };
    try {
      const answered = await answer(id, call, signal, onProgress && tell);
      await told;
      return answered;
    } catch (error) {
      const isExpected = error instanceof TypeError || error instanceof StorageError;
      throw signal.aborted || isExpected ? error : await unlessUpdated(toApiLiteError(error));
    } finally {
      calls.delete(id);
      (onProgress as Partial<Remote<() => void>> | undefined)?.[releaseProxy]?.();
    }
  },

  cacheInfo: () => cache.info(),

  clearCache: () => cache.clear(),

  async eraseAll() {
    await cache.erase();
    await galleries.eraseAll();
  },

  serveHttp: (port) => serveHttp(port, faceFetch),

  serveServiceWorker: (port) => answerServiceWorker(port, faceFetch),

  cancel: (id) => calls.get(id)?.abort(),

  async close() {
    for (const call of calls.values()) call.abort();
    await cache.close();
  },
};

async function answer(
  id: number,
  call: EngineCall | GalleryCall | WatchCall,
  signal: AbortSignal,
  onProgress?: (progress: CallProgress) => void,
): Promise<CallResult> {
  const timings = noTimings();
  const here = { signal, ...(onProgress && { onProgress }) };
  if ('gallery' in call) return { result: await galleries.call(call, here), timings };
  if ('watch' in call) return { result: await watches.call(call, { signal, timings }), timings };
  // The page's facade gave the parameters their types; the options come last in every method.
  const method = engine[call.method] as (...all: unknown[]) => Promise<unknown>;
  const onReading = (isReading: boolean) =>
    handOver.watch.postMessage({ call: id, isReading } satisfies WatchMessage);
  const options = { ...call.options, ...here, timings, onReading };
  return transferred({ result: await method.apply(engine, [...call.parameters, options]), timings });
}

/** What a model or a script is missing for, if this worker's own script is gone too. */
async function unlessUpdated(error: ApiLiteError): Promise<ApiLiteError> {
  const isForWant = error.reason === 'inoperative' || error.reason === 'unexpected';
  const script = globalThis.location.href;
  return isForWant && (await isGone(script)) ? appUpdated(error.code, script, error) : error;
}

/** Templates cross as transferred buffers. */
function transferred(call: CallResult): CallResult {
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
