// Runs in a page under a policy, in a worker and in a service worker: answers with what computed, and the best row.
import { createVectorIndex } from '../../../../src/templates/search/create-vector-index.ts';

/** What comes back from each of these places. */
export interface SearchAnswer {
  kernel: string;
  best: number | undefined;
}

function answer(): SearchAnswer {
  const index = createVectorIndex({ dimension: 4 });
  index.add(new Float32Array([1, 0, 0, 0]));
  index.add(new Float32Array([0, 1, 0, 0]));
  const [match] = index.search(new Float32Array([0, 1, 0, 0]), 1);
  return { kernel: index.kernel, best: match?.index };
}

if (globalThis.parent !== undefined) globalThis.parent.postMessage(answer(), globalThis.origin);
else if ('clients' in globalThis)
  globalThis.addEventListener('message', (event) => event.source?.postMessage(answer()));
else globalThis.postMessage(answer());
