import * as runtime from 'onnxruntime-web/wasm';
import type { OnnxRuntime } from '../runtime/onnx-runtime.ts';
import { checkWebAssembly } from '../runtime/wasm-support.ts';
import type { Precache } from './precache.ts';

/** Where the runtime's binary is kept that a site has not listed for offline use. */
const RUNTIME_CACHE = 'inpage-face-runtime';

/**
 * The inference runtime inside a service worker: its bundle build, since nothing can be imported later there,
 * in one thread, since no workers can be started.
 *
 * @param binary URL of the plain build's binary.
 */
export async function loadBundledRuntime(binary: string, precache: Precache): Promise<OnnxRuntime> {
  checkWebAssembly();
  runtime.env.wasm.numThreads = 1;
  runtime.env.wasm.wasmBinary = await runtimeBinary(binary, precache);
  return runtime;
}

/**
 * The runtime's binary. What a service worker fetches is not offered to itself: the caches come first, so that
 * it is there offline.
 */
export async function runtimeBinary(url: string, precache: Precache): Promise<ArrayBuffer> {
  const response = (await precache.match(url)) ?? (await cachedFetch(url));
  return response.arrayBuffer();
}

async function cachedFetch(url: string): Promise<Response> {
  const cache = await caches.open(RUNTIME_CACHE).catch(() => undefined);
  const kept = await cache?.match(url);
  if (kept) return kept;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} can't be fetched: HTTP status ${response.status}`);
  await keepOnly(cache, url, response.clone()).catch(() => {});
  return response;
}

/** One version is enough. */
async function keepOnly(cache: Cache | undefined, url: string, response: Response): Promise<void> {
  for (const old of (await cache?.keys()) ?? []) await cache?.delete(old);
  await cache?.put(url, response);
}
