// Runs models by the inference runtime itself, in every way that the engine may, and in those that fail.
import type { InferenceSession } from 'onnxruntime-web/wasm';
import * as onnx from 'onnxruntime-web/wasm';
import { engineFiles } from '../../../src/page/engine-files.ts';
import type { RecordedModel, SessionsRequest } from './recorded-models.ts';

type SessionOptions = InferenceSession.SessionOptions;

/** As the engine has them, and what an app can't choose but a later version of the engine may. */
const OPTIONS: readonly SessionOptions[] = [
  { graphOptimizationLevel: 'all', logSeverityLevel: 3 },
  {},
  { graphOptimizationLevel: 'all', logSeverityLevel: 2 },
  { graphOptimizationLevel: 'all', logSeverityLevel: 0, logVerbosityLevel: 0 },
  { graphOptimizationLevel: 'all', logSeverityLevel: 4, enableCpuMemArena: false, enableMemPattern: false },
  { graphOptimizationLevel: 'all', executionMode: 'parallel' },
  { graphOptimizationLevel: 'extended' },
  { graphOptimizationLevel: 'basic' },
  { graphOptimizationLevel: 'disabled' },
];

/** Threads that found nothing to do for so long have gone to sleep. */
const PAUSE_MS = 50;
const RUNS = 4;

addEventListener('message', async ({ data }: MessageEvent<SessionsRequest>) => {
  try {
    await runAll(data);
    postMessage('done');
  } catch (error) {
    postMessage(`failed: ${error instanceof Error ? error.stack : error}`);
  }
});

async function runAll({ models, threads }: SessionsRequest): Promise<void> {
  const { runtime } = await engineFiles(undefined);
  onnx.env.wasm.wasmPaths = runtime.slim;
  onnx.env.wasm.numThreads = threads;
  for (const model of models) {
    const bytes = new Uint8Array(await (await fetch(model.url)).arrayBuffer());
    for (const options of OPTIONS) await runModel(model, bytes, options);
    await failWith(model, bytes);
  }
  await sideBySide(models);
}

async function runModel({ shapes }: RecordedModel, bytes: Uint8Array, options: SessionOptions) {
  const session = await onnx.InferenceSession.create(bytes, options);
  const [input = ''] = session.inputNames;
  for (const shape of shapes) {
    for (let run = 0; run < RUNS; run++) {
      await session.run({ [input]: inputOf(shape) });
      if (run % 2 === 1) await pause();
    }
  }
  await session.release();
}

/** What goes wrong must be told by the same functions. */
async function failWith({ shapes: [shape = []] }: RecordedModel, bytes: Uint8Array): Promise<void> {
  const damaged = bytes.slice();
  damaged.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 1000);
  const unusable = [new Uint8Array(0), new Uint8Array(1000), bytes.subarray(0, bytes.length >> 1), damaged];
  for (const model of unusable) await failing(() => runModel({ url: '', shapes: [shape] }, model, {}));
  const session = await onnx.InferenceSession.create(bytes, { logSeverityLevel: 3 });
  const [input = ''] = session.inputNames;
  const halved = shape.map((size, axis) => (axis > 1 ? size >> 1 : size));
  const whole = new onnx.Tensor('int32', new Int32Array(inputOf(shape).size), [...shape]);
  await failing(() => session.run({ [input]: inputOf([...shape, 1]) }));
  await failing(() => session.run({ [input]: inputOf(halved) }));
  await failing(() => session.run({ [input]: inputOf([1, 7, ...shape.slice(2)]) }));
  await failing(() => session.run({ [input]: whole }));
  await failing(() => session.run({ unheardOf: inputOf(shape) }));
  await failing(() => session.run({ [input]: inputOf(shape) }, ['unheardOf']));
  await session.run({ [input]: inputOf(shape) });
  await session.release();
}

/** Some of it succeeds, too. */
async function failing(work: () => Promise<unknown>): Promise<void> {
  await work().catch(() => undefined);
}

/** All models loaded at once, as the engine has them, and run in turns. */
async function sideBySide(models: readonly RecordedModel[]): Promise<void> {
  const sessions: InferenceSession[] = [];
  for (const { url } of models) {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    sessions.push(
      await onnx.InferenceSession.create(bytes, { graphOptimizationLevel: 'all', logSeverityLevel: 3 }),
    );
  }
  for (let run = 0; run < RUNS; run++) {
    for (const [index, session] of sessions.entries()) {
      const [input = ''] = session.inputNames;
      for (const shape of models[index]?.shapes ?? []) await session.run({ [input]: inputOf(shape) });
    }
  }
  for (const session of sessions) await session.release();
}

function inputOf(shape: readonly number[]) {
  const length = shape.reduce((product, size) => product * size, 1);
  return new onnx.Tensor(
    'float32',
    Float32Array.from({ length }, (_, index) => Math.sin(index / 7)),
    [...shape],
  );
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
