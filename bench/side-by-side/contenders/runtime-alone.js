// The inference runtime and our models with nothing around them: the floor of a cold start. Of a picture it does what no engine
// in a worker can leave out: it is handed over, read and decoded, and the models run, over numbers of their inputs' shapes.
/** @import { Contender, Extraction } from './contender.ts' */
import { visit } from './first-visit.js';

/** @returns {Promise<Contender>} */
async function start() {
  const worker = new Worker('/contenders/runtime-alone-worker.js', { type: 'module' });
  /** @param {{ picture: Blob, faces: number, models: string[] }} [request] @returns {Promise<Extraction>} */
  const answerTo = (request) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => (typeof data === 'string' ? reject(new Error(data)) : resolve(data));
      worker.onerror = ({ message }) => reject(new Error(message || 'the worker was not loaded'));
      if (request) worker.postMessage(request);
    });
  await answerTo();
  return {
    runsOn: async () => 'onnxruntime-web',
    extract: (picture) => answerTo({ picture, faces: 1, models: TEMPLATE }),
    extractAll: (picture) => answerTo({ picture, faces: GROUP, models: TEMPLATE }),
    compare: async () => 0,
    detectLiveness: (picture) => answerTo({ picture, faces: 1, models: [...TEMPLATE, 'fr_liveness'] }),
  };
}

/** What each face's template takes once it is found. */
const TEMPLATE = ['fr_landmark', 'fr_feature'];

/** Faces of the group photo. */
const GROUP = 3;

await visit(start);
