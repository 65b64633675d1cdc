import type { BrowserContext } from 'playwright';
import type { TestSite } from '../../test/e2e/service-worker/test-site.ts';

/** A service worker that only reads a body: what it costs, no service worker can do without. */
const READER = `
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'POST') return;
  event.respondWith(event.request.blob().then(({ size }) => new Response(String(size))));
});
`;

/** Milliseconds, of each round, that a body takes through a service worker that only reads it. */
export async function measureBrowserShare(
  context: BrowserContext,
  site: TestSite,
  bytes: number,
  rounds: number,
): Promise<number[]> {
  site.overrides.set('/reader/', (response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>reader</title>');
  });
  site.overrides.set('/reader/worker.js', (response) => {
    response.setHeader('Content-Type', 'text/javascript');
    response.end(READER);
  });
  const page = await context.newPage();
  await page.goto(`${site.url}reader/`);
  return page.evaluate(
    async ({ bytes, rounds }) => {
      await navigator.serviceWorker.register('worker.js');
      if (!navigator.serviceWorker.controller) {
        await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
      }
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const body = new Blob([new Uint8Array(bytes), crypto.getRandomValues(new Uint8Array(16))]);
        const begun = performance.now();
        await (await fetch('read', { method: 'POST', body })).text();
        times.push(performance.now() - begun);
      }
      return times;
    },
    { bytes, rounds },
  );
}
