import * as runtime from 'onnxruntime-web/wasm';
// As a module of its own: WASM starts once in each.
import * as second from 'onnxruntime-web/wasm?second';
import type { Backend, RuntimeChoice } from '../runtime/backend.ts';
import type { OnnxRuntime } from '../runtime/onnx-runtime.ts';
import type { RuntimeFiles } from '../runtime/runtime-files.ts';
import { checkWebAssembly } from '../runtime/wasm-support.ts';
import { wholeRuntime } from '../runtime/whole-runtime.ts';
import type { Precache } from './precache.ts';
import { slimThenFull } from './slim-then-full.ts';

/** Where the runtime's binary is kept that a site has not listed for offline use. */
const RUNTIME_CACHE = 'inpage-face-runtime';

/**
 * The inference runtime inside a service worker: its bundle build, since nothing can be imported later there,
 * in one thread, since no workers can be started. If the slim file lacks a function, the whole one goes on.
 */
export async function loadBundledRuntime(
  backend: Backend,
  files: RuntimeFiles,
  precache: Precache,
): Promise<OnnxRuntime> {
  checkWebAssembly();
  const start = async (module: OnnxRuntime, choice: RuntimeChoice) => {
    module.env.wasm.numThreads = 1;
    module.env.wasm.wasmBinary = await keptRuntime(files, choice, precache);
    return module;
  };
  const isSlim = backend.kind === 'wasm' && backend.runtime === 'slim';
  if (!isSlim) return start(runtime, 'full');
  return slimThenFull(await start(runtime, 'slim'), () => start(second, 'full'));
}

/**
 * The runtime's binary. What a service worker fetches is not offered to itself: the caches come first, so that
 * it is there offline.
 */
export async function keptRuntime(
  files: RuntimeFiles,
  choice: RuntimeChoice,
  precache: Precache,
): Promise<ArrayBuffer> {
  const { slim, wasm } = files;
  const bytesOf = async (url: string) => {
    const response = (await precache.match(url)) ?? (await cachedFetch(url, [slim.wasm, wasm.rest]));
    return response.arrayBuffer();
  };
  return choice === 'slim' ? bytesOf(slim.wasm) : wholeRuntime(files, bytesOf);
}

/** @param current What of this version may be kept; anything else is removed. */
async function cachedFetch(url: string, current: readonly string[]): Promise<Response> {
  const cache = await caches.open(RUNTIME_CACHE).catch(() => undefined);
  const kept = await cache?.match(url);
  if (kept) return kept;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} can't be fetched: HTTP status ${response.status}`);
  await keep(cache, url, response.clone(), current).catch(() => {});
  return response;
}

async function keep(
  cache: Cache | undefined,
  url: string,
  response: Response,
  current: readonly string[],
): Promise<void> {
  for (const old of (await cache?.keys()) ?? []) {
    if (!current.includes(old.url)) await cache?.delete(old);
  }
  await cache?.put(url, response);
}
