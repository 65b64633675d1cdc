// @ts-nocheck: the runtime's types are of another address.
import * as onnx from '/onnxruntime-web/ort.wasm.min.mjs';

/** What each model is run at for a square picture. */
const SHAPES = { fr_detect: [1, 3, 240, 256], fr_landmark: [1, 1, 64, 64], fr_feature: [1, 3, 112, 112] };

try {
  const runtime = new URL('/inpage-face/runtime/ort-wasm-simd-threaded.slim', location.href).href;
  onnx.env.wasm.wasmPaths = { mjs: `${runtime}.mjs`, wasm: `${runtime}.wasm` };
  onnx.env.wasm.numThreads = navigator.hardwareConcurrency;
  const models = await Promise.all(
    Object.keys(SHAPES).map(async (name) => {
      const response = await fetch(`/inpage-face/models/${name}.onnx`);
      return new Uint8Array(await response.arrayBuffer());
    }),
  );
  for (const [index, shape] of Object.values(SHAPES).entries()) {
    const session = await onnx.InferenceSession.create(models[index], { executionProviders: ['wasm'] });
    const length = shape.reduce((product, size) => product * size);
    await session.run({ input: new onnx.Tensor('float32', new Float32Array(length), shape) });
  }
  postMessage(undefined);
} catch (error) {
  postMessage(String(error));
}
