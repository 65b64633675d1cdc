import type { BrowserContext, Page } from 'playwright';
import type {
  FaceServiceWorker,
  FaceServiceWorkerOptions,
} from '../../../src/page/register-service-worker.ts';

declare global {
  /** What the test pages leave for the tests. */
  var registered: Promise<FaceServiceWorker>;
  var createEngine: typeof import('../../../src/index.ts').createEngine;
}

export const ANSWERED_BY = 'x-face-answered-by';

/** Opens a page of the test site and waits until the service worker controls it. */
export async function openPage(
  context: BrowserContext,
  url: string,
  path: 'plain.html' | 'with-engine.html',
  options: FaceServiceWorkerOptions = {},
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}${path}?options=${encodeURIComponent(JSON.stringify(options))}`);
  await untilRegistered(page);
  return page;
}

/**
 * Waits until the service worker controls the page, and its engine, if it has one, is known to it. A document
 * that has just begun to load has not asked for it yet.
 */
export async function untilRegistered(page: Page): Promise<void> {
  await page.waitForFunction(() => globalThis.registered?.then(() => true));
}

/** What a request of the page is answered: by whom, and what JSON; undefined if it fails. */
export async function ask(page: Page, path: string, method = 'GET') {
  return page.evaluate(askInPage, { path, method });
}

/** Runs in the page. */
async function askInPage({ path, method }: { path: string; method: string }) {
  const response = await fetch(path, { method }).catch(() => undefined);
  return response && { by: response.headers.get('x-face-answered-by'), json: await response.json() };
}

/** Ends every service worker, as the browser does when it pleases. */
export async function stopServiceWorkers(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.stopAllWorkers');
  await devtools.detach();
}
