// @ts-nocheck: the runtime's types are of another address.
import * as onnx from '/onnxruntime-web/ort.wasm.min.mjs';

const DETECTOR = 'fr_detect';

/** Inputs of the models that see a face; the detector's is as large as the picture's shape asks. */
const SHAPES = { fr_landmark: [1, 1, 64, 64], fr_feature: [1, 3, 112, 112], fr_liveness: [1, 3, 128, 128] };

/** The detector's largest input, and what its sides are multiples of if they are smaller. */
const LARGEST = { width: 320, height: 240 };
const STEP = 32;

const sessions = new Map();

async function load(name) {
  const response = await fetch(`/inpage-face/models/${name}.onnx`);
  const model = new Uint8Array(await response.arrayBuffer());
  return onnx.InferenceSession.create(model, { executionProviders: ['wasm'] });
}

function sessionOf(name) {
  if (!sessions.has(name)) sessions.set(name, load(name));
  return sessions.get(name);
}

/** @returns How long the model ran, in milliseconds. */
async function run(name, shape) {
  const session = await sessionOf(name);
  const length = shape.reduce((product, size) => product * size);
  const input = new onnx.Tensor('float32', new Float32Array(length).fill(0.5), shape);
  const begun = performance.now();
  await session.run({ input });
  return performance.now() - begun;
}

async function readPlanes(picture) {
  const decoder = new ImageDecoder({
    data: await picture.arrayBuffer(),
    type: picture.type,
    colorSpaceConversion: 'none',
  });
  const { image } = await decoder.decode();
  const { codedWidth: width, codedHeight: height } = image;
  await image.copyTo(memoryOf(image.allocationSize()));
  image.close();
  decoder.close();
  return { width, height };
}

let memory = new Uint8Array();

/** New memory takes as long as copying into it. */
function memoryOf(length) {
  if (memory.length < length) memory = new Uint8Array(length);
  return memory;
}

function detectorShape({ width, height }) {
  const scale = Math.max(width / LARGEST.width, height / LARGEST.height);
  const side = (length, most) => Math.min(most, Math.ceil(length / scale / STEP) * STEP);
  return [1, 3, side(height, LARGEST.height), side(width, LARGEST.width)];
}

async function answer({ picture, faces, models }) {
  const begun = performance.now();
  const size = await readPlanes(picture);
  const decode = performance.now() - begun;
  let ran = await run(DETECTOR, detectorShape(size));
  for (let face = 0; face < faces; face++) {
    for (const name of models) ran += await run(name, SHAPES[name]);
  }
  return { dimensions: new Array(faces).fill(512), floor: { models: ran, decode } };
}

addEventListener('message', async ({ data }) => {
  try {
    postMessage(await answer(data));
  } catch (error) {
    postMessage(String(error));
  }
});

try {
  const runtime = new URL('/inpage-face/runtime/ort-wasm-simd-threaded.slim', location.href).href;
  onnx.env.wasm.wasmPaths = { mjs: `${runtime}.mjs`, wasm: `${runtime}.wasm` };
  onnx.env.wasm.numThreads = navigator.hardwareConcurrency;
  await Promise.all([DETECTOR, 'fr_landmark', 'fr_feature'].map(sessionOf));
  postMessage(undefined);
} catch (error) {
  postMessage(String(error));
}
