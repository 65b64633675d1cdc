import { type FaceServiceWorker, registerFaceServiceWorker } from '../page/register-service-worker.ts';
import type { EngineHost } from './engine-host.ts';
import { setOfflineReady } from './offline-readiness.ts';

let registered: Promise<FaceServiceWorker> | undefined;
let start: () => Promise<FaceServiceWorker> = () =>
  Promise.reject(new Error('The page has not started yet.'));

/**
 * Has the service worker keep the page for offline use and answer its HTTP requests by the page's engine. It
 * waits until the engine's files have arrived: they matter more, and need not be fetched twice then.
 */
export function startPageServiceWorker(host: EngineHost): void {
  // Whichever engine the page has by then: it starts another if one failed.
  const engine = () => host.engine;
  // Not `credentialless`, which Safari lacks: the page has no file of another origin.
  start = () => registerFaceServiceWorker({ engine, isolate: 'require-corp' });
  host.watch(({ phase }) => {
    // If it can't be had, its tab says why; the rest of the page does without.
    if (phase !== 'loading') keepPage().catch(() => undefined);
  });
}

/**
 * Resolves when the page is as isolated as it will get. If its host can't send the headers, the service worker
 * does, and the page is reloaded once: better before the person has begun than in the midst of work.
 */
export async function isolated(): Promise<void> {
  if (!crossOriginIsolated) await pageServiceWorker().catch(() => undefined);
}

/** After one visit the page works offline, with every method. */
async function keepPage(): Promise<void> {
  const serviceWorker = await pageServiceWorker();
  await serviceWorker.keepOffline();
  setOfflineReady(true);
}

/** The service worker, in control of the page. What failed is tried again. */
export function pageServiceWorker(): Promise<FaceServiceWorker> {
  registered ??= start().catch((error: unknown) => {
    registered = undefined;
    throw error;
  });
  return registered;
}
