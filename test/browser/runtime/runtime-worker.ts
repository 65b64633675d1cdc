// Runs a model by the inference runtime alone, in a worker, as the engine's own does.
import type { WasmBackend } from '../../../src/runtime/backend.ts';
import { onnxRuntimeLoader } from '../../../src/runtime/onnx-runtime.ts';
import type { RuntimeFiles } from '../../../src/runtime/runtime-files.ts';

export interface RuntimeTask {
  files: RuntimeFiles;
  backend: WasmBackend;
  model: Uint8Array;
  input: Float32Array;
}

export interface RuntimeOutcome {
  output: Float32Array | undefined;
  failure: string | undefined;
  isSlim: boolean | undefined;
  /** Threads that lacked a function. */
  completed: number | undefined;
  /** Of the WebAssembly files that the worker itself fetched. */
  fetched: string[];
}

addEventListener('message', async ({ data }: MessageEvent<RuntimeTask>) => {
  postMessage(await outcomeOf(data));
});

async function outcomeOf({ files, backend, model, input }: RuntimeTask): Promise<RuntimeOutcome> {
  const runtime = await onnxRuntimeLoader(files)(backend);
  let output: Float32Array | undefined;
  let failure: string | undefined;
  try {
    const session = await runtime.InferenceSession.create(model, { logSeverityLevel: 3 });
    const results = await session.run({ x: new runtime.Tensor('float32', input, [input.length]) });
    output = results.y?.data as Float32Array;
  } catch (error) {
    failure = String(error);
  }
  // Threads tell by messages.
  await new Promise((resolve) => setTimeout(resolve));
  const names = performance.getEntriesByType('resource').map(({ name }) => name.split('?')[0] ?? '');
  return {
    output,
    failure,
    isSlim: runtime.isSlim?.(),
    completed: globalThis.inpageFaceSlimRuntime?.completed,
    fetched: names.filter((name) => name.endsWith('.wasm')),
  };
}
