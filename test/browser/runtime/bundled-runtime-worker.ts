// Runs a model as the service worker's own engine does: on the slim file with the runtime's own loader, which knows nothing
// of missing functions.
import * as first from 'onnxruntime-web/wasm';
import * as second from 'onnxruntime-web/wasm?second';
import type { OnnxRuntime } from '../../../src/runtime/onnx-runtime.ts';
import { wholeRuntime } from '../../../src/runtime/whole-runtime.ts';
import { slimThenFull } from '../../../src/service-worker/slim-then-full.ts';
import type { RuntimeTask } from './runtime-worker.ts';

export interface BundledOutcome {
  outputs: Float32Array[];
  failure: string | undefined;
  isSlim: boolean | undefined;
}

addEventListener('message', async ({ data }: MessageEvent<RuntimeTask>) => {
  postMessage(await outcomeOf(data));
});

/** Runs the model twice. */
async function outcomeOf({ files, model, input }: RuntimeTask): Promise<BundledOutcome> {
  const bytesOf = async (url: string) => (await fetch(url)).arrayBuffer();
  const start = (module: OnnxRuntime, binary: ArrayBuffer) => {
    module.env.wasm.numThreads = 1;
    module.env.wasm.wasmPaths = { mjs: files.wasm.mjs };
    module.env.wasm.wasmBinary = binary;
    return module;
  };
  const slim = start(first, await bytesOf(files.slim.wasm));
  const runtime = slimThenFull(slim, async () => start(second, await wholeRuntime(files, bytesOf)));
  const outputs: Float32Array[] = [];
  let failure: string | undefined;
  try {
    const session = await runtime.InferenceSession.create(model, { logSeverityLevel: 3 });
    for (let run = 0; run < 2; run++) {
      const { y } = await session.run({ x: new runtime.Tensor('float32', input, [input.length]) });
      outputs.push(y?.data as Float32Array);
    }
    await session.release();
  } catch (error) {
    failure = String(error);
  }
  return { outputs, failure, isSlim: runtime.isSlim?.() };
}
