// The worker's entry: small, so that the inference runtime is on its way while the engine's script is still read.

import { holdLock } from '../crossing/hold-lock.ts';
import type { WatchMessage, WorkerStart } from '../crossing/worker-start.ts';
import { probeEnvironment, wasmBackend } from '../runtime/backend.ts';
import { onnxRuntimeLoader } from '../runtime/onnx-runtime.ts';
import { mayStartThreads } from './may-start-threads.ts';

const environment = probeEnvironment();

addEventListener('message', ({ data }: MessageEvent<WorkerStart>) => void start(data), { once: true });

async function start({
  engine,
  videos,
  port,
  watch,
  lock,
  runtime,
  choice,
  backend,
  ...options
}: WorkerStart) {
  watch.onmessage = () => say('alive');
  const say = (message: WatchMessage) => watch.postMessage(message);
  void holdLock(lock).then(() => say('locked'));
  // Without a thread of its own to start, the runtime needs no trust.
  const threads = (await mayStartThreads(runtime, videos)) ? options.threads : 1;
  const loadRuntime = onnxRuntimeLoader(runtime);
  const found = await environment;
  globalThis.inpageFaceHandOver = { port, watch, videos, environment: found, loadRuntime, threads };
  // If there is a GPU, the engine knows which of the two was the faster one.
  const isWasmFirst = backend === 'wasm' || (backend === 'auto' && found.gpu === undefined);
  // A failure is told by whoever needs the runtime.
  if (isWasmFirst && choice) loadRuntime(wasmBackend(threads, found, choice)).catch(() => undefined);
  try {
    await import(/* @vite-ignore */ engine);
  } catch (error) {
    // As an error of the worker's own script, which the page listens for; a rejection would not reach it.
    reportError(error);
  }
}
