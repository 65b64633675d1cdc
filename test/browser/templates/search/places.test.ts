import { expect, test } from 'vitest';
import type { SearchAnswer } from './answer-search.ts';
import script from './answer-search.ts?url';

/** The next message from `source` that is an answer. */
function nextAnswer(source: Window | Worker | ServiceWorkerContainer): Promise<SearchAnswer> {
  return new Promise((resolve, reject) => {
    source.addEventListener('message', (event) => {
      const { data } = event as MessageEvent;
      if (data !== null && typeof data === 'object' && 'kernel' in data) resolve(data);
    });
    source.addEventListener('error', (event) => reject(new Error((event as ErrorEvent).message)));
  });
}

/** Runs the search in a page of its own under a Content-Security-Policy. */
async function searchUnderPolicy(scriptPolicy: string): Promise<SearchAnswer> {
  const frame = document.createElement('iframe');
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="script-src ${scriptPolicy}">
    <script type="module" src="${script}"></script>`;
  const answer = nextAnswer(window);
  document.body.append(frame);
  try {
    return await answer;
  } finally {
    frame.remove();
  }
}

test("computes in WebAssembly under a policy that has 'wasm-unsafe-eval'", async () => {
  expect(await searchUnderPolicy("'self' 'wasm-unsafe-eval'")).toEqual({ kernel: 'wasm-simd', best: 1 });
});

test('falls back to JavaScript, and says so, under a policy that forbids WebAssembly', async () => {
  expect(await searchUnderPolicy("'self'")).toEqual({ kernel: 'javascript', best: 1 });
});

test('works in a worker', async () => {
  const worker = new Worker(script, { type: 'module' });
  expect(await nextAnswer(worker)).toEqual({ kernel: 'wasm-simd', best: 1 });
  worker.terminate();
});

test('works in a service worker', async () => {
  const registration = await navigator.serviceWorker.register(script, { type: 'module' });
  const worker = registration.installing ?? registration.active;
  const answer = nextAnswer(navigator.serviceWorker);
  navigator.serviceWorker.startMessages();
  worker?.postMessage('search');
  expect(await answer).toEqual({ kernel: 'wasm-simd', best: 1 });
  await registration.unregister();
});
