// inpage-face as an app uses it: the built library, its defaults, but no cache of templates seen before.
/** @import { EngineOptions, StageTimings, WatchedFrame } from '/inpage-face/inpage-face.js' */
/** @import { Contender } from './contender.ts' */
import { createEngine } from '/inpage-face/inpage-face.js';
import { visit } from './first-visit.js';

/** Every picture is worked on anew. @type {EngineOptions} */
const OPTIONS = { cache: false };

/** @returns {Promise<Contender>} */
async function start() {
  const workers = globalThis.workersAtStart;
  let engine = await createEngine({ ...OPTIONS, ...(workers && { workers }) });
  /** @type {ReturnType<typeof createEngine> | undefined} */
  let permissive;
  return {
    async runsOn() {
      const { core, tfss } = await engine.version();
      return `inpage-face ${core}, ${tfss}`;
    },
    async extract(picture) {
      const floor = noFloor();
      const template = await engine.extract(picture, tellingOf(floor));
      return { dimensions: [template.length], floor };
    },
    async extractAll(picture) {
      const floor = noFloor();
      const faces = await engine.faces(picture, { templates: true, ...tellingOf(floor) });
      return { dimensions: faces.map(({ template }) => template?.length ?? 0), floor };
    },
    async compare(first, second) {
      return (await engine.compare(await engine.extract(first), await engine.extract(second))).score;
    },
    async detectLiveness(picture) {
      const floor = noFloor();
      await engine.detect(picture, tellingOf(floor));
      return { dimensions: [], floor };
    },
    async detectLivenessByPermissive(picture) {
      permissive ??= createEngine({ ...OPTIONS, models: '/packs/permissive.json' });
      const floor = noFloor();
      await (await permissive).detect(picture, tellingOf(floor));
      return { dimensions: [], floor };
    },
    follow: (frames) => facesIn(engine.watch(frames, { eyes: false })),
    check: (frames) => facesIn(engine.watch(frames, { quality: true, liveness: true })),
    async useWorkers(workers, threads) {
      engine.dispose();
      engine = await createEngine(
        /** @type {EngineOptions} */ ({ ...OPTIONS, workers, ...(threads && { threads }) }),
      );
      await engine.load();
    },
  };
}

/**
 * Frames with a face.
 *
 * @param {AsyncIterable<WatchedFrame>} watch
 */
async function facesIn(watch) {
  let found = 0;
  for await (const { faces } of watch) if (faces.length > 0) found++;
  return found;
}

function noFloor() {
  return { models: 0, decode: 0 };
}

/**
 * Options of a call that tells where its time went.
 *
 * @param {{ models: number, decode: number }} floor where it is put
 */
function tellingOf(floor) {
  /** @param {StageTimings} timings */
  const onTimings = ({ models, decode }) => Object.assign(floor, { models, decode });
  return { onTimings };
}

await visit(start);
