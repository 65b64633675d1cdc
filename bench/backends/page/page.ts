// The page in which `npm run bench:backends` has models and calls run on WASM and on WebGPU.
import { createEngine, type StageTimings } from '../../../src/index.ts';
import { defaultPack } from '../../../src/page/default-pack.ts';
import { engineFiles } from '../../../src/page/engine-files.ts';
import { type Backend, probeEnvironment, wasmBackend } from '../../../src/runtime/backend.ts';
import { BackendModels } from '../../../src/runtime/backend-models.ts';
import { ModelFiles } from '../../../src/runtime/model-files.ts';
import { onnxRuntimeLoader } from '../../../src/runtime/onnx-runtime.ts';
import { testInput } from '../../../src/runtime/test-input.ts';
import type { Medium } from '../media.ts';

/** Runs of each model, and calls, that count. */
const RUNS = 30;

/** Runs before those that count: a GPU's programs are compiled in the first. */
const WARM_UP = 5;

/** Of a video or a large picture there are fewer. */
const LONG_RUNS = 8;

/** Milliseconds of the first run, which compiles what it needs, and of those that count. */
export interface RunTimes {
  first: number;
  times: number[];
}

/** The same of a call, and of its models' runs. */
export interface CallTimes extends RunTimes {
  models: number[];
}

/** What the page can be asked for. */
export interface BackendsPage {
  /** Gives the browser some seconds to find an adapter: at first its graphics process may not be there yet. */
  findAdapter(): Promise<void>;
  /** The browser's name for the hardware adapter; undefined if there is none. */
  adapter(): Promise<string | undefined>;
  /** Milliseconds of the runs of each of the pack's models, by name. */
  measureModels(kind: Backend['kind']): Promise<Record<string, RunTimes>>;
  /** What an engine says it runs on, and how long its calls take. */
  measureCalls(kind: Backend['kind']): Promise<{ runsOn: string; calls: Record<string, CallTimes> }>;
  /** What an engine runs on that may choose for itself, after it had time to try. */
  choose(): Promise<string>;
}

declare global {
  var backendsPage: BackendsPage | undefined;
}

/** The engine tries WebGPU when it was idle for a while. */
const TIME_TO_CHOOSE_MS = 20_000;

const TIME_TO_FIND_MS = 4000;

async function findAdapter(): Promise<void> {
  for (let waited = 0; waited < TIME_TO_FIND_MS; waited += 200) {
    if (await navigator.gpu?.requestAdapter()) return;
    await pause(200);
  }
}

async function measureModels(kind: Backend['kind']) {
  const backend: Backend = kind === 'webgpu' ? { kind } : wasmBackend(undefined, await probeEnvironment());
  const loadRuntime = onnxRuntimeLoader((await engineFiles(undefined)).runtime);
  const models = new BackendModels(new ModelFiles(defaultPack), loadRuntime, backend);
  const measured: Record<string, RunTimes> = {};
  for (const model of defaultPack.manifest.models) {
    const input = testInput(model);
    measured[model.name] = await timesOf(RUNS, () => models.run(model, input));
  }
  await models.release();
  return measured;
}

async function measureCalls(kind: Backend['kind']) {
  const engine = await createEngine({ backend: kind, cache: false });
  await engine.load();
  const [small, large, group, video] = await Promise.all([
    fileOf('small.jpg'),
    fileOf('large.jpg'),
    fileOf('group.jpg'),
    fileOf('video.mp4'),
  ]);
  const calls: Record<string, CallTimes> = {};
  const measure = async (
    name: string,
    runs: number,
    call: (telling: { onTimings: (timings: StageTimings) => void }) => Promise<unknown>,
  ) => {
    const models: number[] = [];
    const onTimings = (timings: StageTimings) => models.push(timings.models);
    const measured = await timesOf(runs, () => call({ onTimings }));
    calls[name] = { ...measured, models: models.slice(-runs) };
  };
  await measure('extract, small picture', RUNS, (telling) => engine.extract(small, telling));
  await measure('extract, 12 megapixels', LONG_RUNS, (telling) => engine.extract(large, telling));
  await measure('faces with templates, group', RUNS, (telling) =>
    engine.faces(group, { templates: true, ...telling }),
  );
  await measure('detect, picture', RUNS, (telling) => engine.detect(small, telling));
  await measure('detect, video', LONG_RUNS, (telling) => engine.detect(video, telling));
  const { tfss: runsOn } = await engine.version();
  engine.dispose();
  return { runsOn, calls };
}

async function choose(): Promise<string> {
  const engine = await createEngine({ cache: false });
  await engine.load();
  await engine.extract(await fileOf('small.jpg'));
  await pause(TIME_TO_CHOOSE_MS);
  const { tfss } = await engine.version();
  engine.dispose();
  return tfss;
}

async function fileOf(name: Medium): Promise<Blob> {
  return (await fetch(`/${name}`)).blob();
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function timesOf(runs: number, work: () => Promise<unknown>) {
  const times: number[] = [];
  for (let run = 0; run <= WARM_UP + runs; run++) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return { first: times[0] as number, times: times.slice(-runs) };
}

globalThis.backendsPage = {
  findAdapter,
  adapter: async () => (await probeEnvironment()).gpu,
  measureModels,
  measureCalls,
  choose,
};
