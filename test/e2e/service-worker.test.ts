import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Pictures } from '../contract/contract-case.ts';
import { cutPictures } from '../contract/real-pictures.ts';
import { sendFromPage } from '../contract/send-from-page.ts';
import { launchChromium } from '../support/chromium-page.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import {
  ANSWERED_BY,
  ask,
  openPage,
  stopServiceWorkers,
  untilRegistered,
} from './service-worker/site-page.ts';
import { buildTestSite, TestSite } from './service-worker/test-site.ts';

const VERSION = '/version';
const HEALTH = '/v1/face/pattern/health';
const HEALTHY = { status: 0, message: '' };

let folder: string;
let browser: Browser;
let context: BrowserContext;
let site: TestSite;
let pictures: Pictures;

beforeAll(async () => {
  folder = await buildTestSite();
  browser = await launchChromium();
  const page = await browser.newPage();
  pictures = await cutPictures(page);
  await page.close();
});

afterAll(() => browser?.close());

beforeEach(async () => {
  site = await TestSite.serve(folder);
  context = await browser.newContext();
});

afterEach(async () => {
  await context.close();
  await site.close();
});

test('a script that is not ours is an error within seconds, not a page that waits', async () => {
  site.overrides.set('/foreign.js', (response) => {
    response.setHeader('Content-Type', 'text/javascript');
    response.end('addEventListener("fetch", () => undefined)');
  });
  const page = await context.newPage();
  await page.goto(`${site.url}plain.html?options=${encodeURIComponent('{"script":"foreign.js"}')}`);
  const failure = await page.evaluate(() =>
    globalThis.registered.then(
      () => undefined,
      (error: Error) => `${error.name}: ${error.message}`,
    ),
  );
  expect(failure).toMatch(/^TypeError: .*foreign\.js is not the service worker of this package/);
});

describe('who answers', () => {
  test('on the first visit, the network until the page is registered, then the service worker', async () => {
    const page = await context.newPage();
    await page.goto(`${site.url}with-engine.html`);
    expect(await ask(page, VERSION)).toEqual({ by: null, json: { server: 'GET /version' } });
    await untilRegistered(page);
    expect(await ask(page, VERSION)).toMatchObject({ by: 'page', json: { models: expect.any(Array) } });
  });

  test('a plain page with no engine is answered by the service worker’s own', async () => {
    const page = await openPage(context, site.url, 'plain.html');
    const version = await ask(page, VERSION);
    expect(version?.by).toBe('service-worker');
    expect(version?.json.tfss).toMatch(/wasm, 1 thread\)/);
    const { status, headers, body } = await extract(page);
    expect([status, headers[ANSWERED_BY]]).toEqual([200, 'service-worker']);
    expect(body.length).toBeGreaterThan(100);
  });

  test('with an engine on the page, its worker answers, threads and all', async () => {
    const page = await openPage(context, site.url, 'with-engine.html');
    const version = await ask(page, VERSION);
    expect(version?.by).toBe('page');
    expect(version?.json.tfss).toMatch(/threads|webgpu/);
    expect((await extract(page)).headers[ANSWERED_BY]).toBe('page');
  });

  test('another tab’s engine answers a plain page', async () => {
    await openPage(context, site.url, 'with-engine.html');
    const plain = await openPage(context, site.url, 'plain.html');
    expect(await ask(plain, HEALTH)).toEqual({ by: 'page', json: HEALTHY });
  });

  test('frames and workers are answered like the page', async () => {
    const page = await openPage(context, site.url, 'with-engine.html');
    const answers = await page.evaluate(async (path) => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      frame.src = '/plain.html';
      await new Promise((resolve) => frame.addEventListener('load', resolve));
      const inFrame = await frame.contentWindow?.fetch(path);
      const script = `fetch('${location.origin}${path}').then((r) => r.headers.get('x-face-answered-by')).then(postMessage)`;
      const worker = new Worker(URL.createObjectURL(new Blob([script])));
      const inWorker = await new Promise((resolve) =>
        worker.addEventListener('message', ({ data }) => resolve(data)),
      );
      return [inFrame?.headers.get('x-face-answered-by'), inWorker];
    }, HEALTH);
    expect(answers).toEqual(['page', 'page']);
  });

  test('under a base path, nothing else is taken', async () => {
    const page = await openPage(context, site.url, 'plain.html', { basePath: '/api' });
    expect(await ask(page, `/api${HEALTH}`)).toEqual({ by: 'service-worker', json: HEALTHY });
    expect(await ask(page, HEALTH)).toEqual({ by: null, json: { server: `GET ${HEALTH}` } });
  });
});

describe('what is not ours passes untouched', () => {
  let page: Page;
  beforeEach(async () => {
    page = await openPage(context, site.url, 'plain.html');
    site.hits.length = 0;
  });

  test('unknown paths under /v1/face/', async () => {
    expect(await ask(page, '/v1/face/unknown', 'POST')).toEqual({
      by: null,
      json: { server: 'POST /v1/face/unknown' },
    });
  });

  test('navigations, to API Lite’s own paths too', async () => {
    await page.goto(`${site.url}version`);
    expect(await page.evaluate(() => document.body.innerText)).toContain('GET /version');
  });

  test('but a form that a page posts by itself is answered: it may carry a photo', async () => {
    await Promise.all([
      page.waitForNavigation(),
      page.evaluate(() => {
        const form = document.body.appendChild(document.createElement('form'));
        form.method = 'post';
        form.enctype = 'multipart/form-data';
        form.action = '/v1/face/pattern/compare/';
        form.submit();
      }),
    ]);
    expect(await page.evaluate(() => document.body.innerText)).toContain('BPE-00200');
    expect(site.hits.filter((hit) => hit.includes('compare'))).toEqual([]);
  });

  test('requests to other origins', async () => {
    const other = await TestSite.serve(folder);
    other.overrides.set('/version', (response) => {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.end('{}');
    });
    expect(await ask(page, `${other.url}version`)).toEqual({ by: null, json: {} });
    await other.close();
  });
});

describe('it survives', () => {
  test('being stopped between requests', async () => {
    const page = await openPage(context, site.url, 'with-engine.html');
    for (let round = 0; round < 3; round++) {
      await stopServiceWorkers(page);
      expect(await ask(page, HEALTH)).toEqual({ by: 'page', json: HEALTHY });
    }
  });

  test('being stopped between requests that its own engine answers', async () => {
    const page = await openPage(context, site.url, 'plain.html');
    await ask(page, HEALTH);
    await stopServiceWorkers(page);
    expect(await ask(page, HEALTH)).toEqual({ by: 'service-worker', json: HEALTHY });
  });

  test('being stopped during requests: none hangs, and the next is answered', async () => {
    const page = await openPage(context, site.url, 'with-engine.html');
    const pending = Array.from({ length: 10 }, () => extract(page).catch(() => 'failed'));
    await stopServiceWorkers(page);
    for (const outcome of await Promise.all(pending)) {
      if (outcome !== 'failed') expect(outcome).toMatchObject({ status: 200 });
    }
    expect((await extract(page)).status).toBe(200);
  });

  test('a hard reload, which leaves the page without control', async () => {
    const page = await openPage(context, site.url, 'with-engine.html');
    const devtools = await context.newCDPSession(page);
    const loaded = page.waitForEvent('load');
    await devtools.send('Page.reload', { ignoreCache: true });
    await loaded;
    await untilRegistered(page);
    expect(await ask(page, HEALTH)).toEqual({ by: 'page', json: HEALTHY });
  });

  test('its engine’s tab closing during requests: another engine finishes them', async () => {
    const plain = await openPage(context, site.url, 'plain.html');
    const host = await openPage(context, site.url, 'with-engine.html');
    expect(await ask(plain, HEALTH)).toMatchObject({ by: 'page' });
    const pending = Array.from({ length: 30 }, () => extract(plain));
    await plain.waitForTimeout(100);
    await host.close();
    const outcomes = await Promise.all(pending);
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set([200]));
    expect(outcomes.at(-1)?.headers[ANSWERED_BY]).toBe('service-worker');
  });

  test('its engine being disposed', async () => {
    const page = await openPage(context, site.url, 'with-engine.html');
    expect(await ask(page, HEALTH)).toMatchObject({ by: 'page' });
    await page.evaluate(() => (globalThis as unknown as { engine: { dispose(): void } }).engine.dispose());
    expect(await ask(page, HEALTH)).toEqual({ by: 'service-worker', json: HEALTHY });
  });

  test('an engine of another protocol: it is left alone', async () => {
    const page = await openPage(context, site.url, 'plain.html');
    await page.evaluate(() => {
      // As a page of a later version would: its lock and its messages have other names.
      void navigator.locks.request('inpage-face/host/999/x', () => new Promise(() => {}));
    });
    expect(await ask(page, HEALTH)).toEqual({ by: 'service-worker', json: HEALTHY });
  });
});

describe('modes, switched at run time', () => {
  test('for all methods and by method', async () => {
    const page = await openPage(context, site.url, 'with-engine.html');
    const answers = await page.evaluate(async (health) => {
      const worker = await globalThis.registered;
      const who = async (path: string) => (await fetch(path)).headers.get('x-face-answered-by');
      const seen = [await who('/version')];
      await worker.setMode('remote');
      seen.push(await who('/version'));
      await worker.setMode('local', { methods: ['version'] });
      seen.push(await who('/version'), await who(health));
      await worker.setMode('local');
      seen.push(await who(health));
      return seen;
    }, HEALTH);
    expect(answers).toEqual(['page', 'remote', 'page', 'remote', 'page']);
  });

  test('nonsense that a page sends is refused with its reason, and changes nothing', async () => {
    const page = await openPage(context, site.url, 'plain.html', { mode: 'remote' });
    const replies = await page.evaluate(async () => {
      const send = (message: object) =>
        new Promise<{ failure?: string }>((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => resolve(data);
          navigator.serviceWorker.controller?.postMessage(message, [port2]);
        });
      return [
        await send({ type: 'inpage-face/configure', settings: { mode: 'sometimes', modes: {} } }),
        await send({ type: 'inpage-face/files', files: {} }),
        await send({ type: 'inpage-face/nothing' }),
      ];
    });
    for (const { failure } of replies) expect(failure).toContain('refuses what a page sent');
    expect(replies[0]?.failure).toContain('settings.mode must be one of');
    expect(await ask(page, VERSION)).toEqual({ by: 'remote', json: { server: 'GET /version' } });
  });

  test('a page that asks for nonsense is told at once', async () => {
    const page = await openPage(context, site.url, 'plain.html');
    const failures = await page.evaluate(async () => {
      const worker = await globalThis.registered;
      const told = (call: Promise<void>) => call.then(() => '', String);
      return [
        // A caller without types can pass anything.
        await told(worker.setMode('sometimes' as never)),
        await told(worker.setMode('local', { methods: ['constructor' as never] })),
      ];
    });
    expect(failures).toEqual([
      expect.stringContaining('TypeError: mode must be one of'),
      expect.stringContaining('TypeError: "constructor" is no method'),
    ]);
  });

  test('they outlive the service worker', async () => {
    const page = await openPage(context, site.url, 'plain.html', { mode: 'remote' });
    await stopServiceWorkers(page);
    expect(await ask(page, VERSION)).toEqual({ by: 'remote', json: { server: 'GET /version' } });
  });

  test('remote-first is local when offline', async () => {
    const page = await openPage(context, site.url, 'with-engine.html', { mode: 'remote-first' });
    expect(await ask(page, HEALTH)).toMatchObject({ by: 'remote' });
    await site.goOffline();
    expect(await ask(page, HEALTH)).toEqual({ by: 'page', json: HEALTHY });
  });

  test('remote is a network failure when offline', async () => {
    const page = await openPage(context, site.url, 'plain.html', { mode: 'remote' });
    await site.goOffline();
    expect(await ask(page, HEALTH)).toBeUndefined();
  });

  test('local-first is remote if the engine can’t work', async () => {
    for (const path of modelPaths()) site.overrides.set(path, (response) => response.writeHead(500).end());
    const page = await openPage(context, site.url, 'plain.html', { mode: 'local-first' });
    expect(await ask(page, HEALTH)).toEqual({ by: 'remote', json: { server: `GET ${HEALTH}` } });
    await page.evaluate(async () => (await globalThis.registered).setMode('local'));
    expect(await ask(page, HEALTH)).toMatchObject({ by: 'service-worker', json: { status: 3 } });
    const failed = await extract(page);
    expect(failed.status).toBe(400);
    expect(new TextDecoder().decode(failed.body)).toContain('BPE-001002');
  });

  test('a server at another address is asked there', async () => {
    const server = await TestSite.serve(folder);
    server.overrides.set('/lite/version', (response) => {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.end('{"core":"server"}');
    });
    const page = await openPage(context, site.url, 'plain.html', {
      mode: 'remote',
      remote: `${server.url}lite`,
    });
    expect(await ask(page, VERSION)).toEqual({ by: 'remote', json: { core: 'server' } });
    await server.close();
  });
});

describe('offline', () => {
  test('after one visit a reload works and engines answer', async () => {
    const page = await openPage(context, site.url, 'with-engine.html');
    await extract(page);
    await site.goOffline();
    await page.reload();
    await untilRegistered(page);
    expect(await extract(page)).toMatchObject({ status: 200, headers: { [ANSWERED_BY]: 'page' } });
  });

  test('the service worker’s own engine answers too, after it was stopped', async () => {
    const page = await openPage(context, site.url, 'plain.html');
    await extract(page);
    await site.goOffline();
    await stopServiceWorkers(page);
    await page.reload();
    await untilRegistered(page);
    expect(await extract(page)).toMatchObject({ status: 200, headers: { [ANSWERED_BY]: 'service-worker' } });
  });

  test('models are kept once', async () => {
    const page = await openPage(context, site.url, 'with-engine.html');
    await extract(page);
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return keys.flat().map(({ url }) => url);
    });
    expect(kept.filter((url) => url.includes('.onnx'))).toEqual([]);
    expect(kept.filter((url) => url.includes('inpage-face-models')).length).toBeGreaterThan(0);
    expect(new Set(kept).size).toBe(kept.length);
  });
});

describe('an update', () => {
  let changing: string;
  beforeEach(async () => {
    changing = mkdtempSync(join(tmpdir(), 'inpage-face-site-'));
    cpSync(folder, changing, { recursive: true });
    await site.close();
    site = await TestSite.serve(changing);
  });
  afterEach(() => rmSync(changing, { recursive: true }));

  test('replaces the cache completely, while the old page keeps being answered', async () => {
    const page = await openPage(context, site.url, 'with-engine.html');
    update(changing, 'A new version');
    await page.evaluate(async () => {
      const { registration } = await globalThis.registered;
      const changed = new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve),
      );
      await registration.update();
      await changed;
    });
    expect(await ask(page, HEALTH)).toEqual({ by: 'page', json: HEALTHY });
    await site.goOffline();
    await page.reload();
    await untilRegistered(page);
    expect(await page.title()).toBe('A new version');
    expect(await ask(page, HEALTH)).toEqual({ by: 'page', json: HEALTHY });
  });

  test('or not at all, if one file is missing', async () => {
    const page = await openPage(context, site.url, 'with-engine.html');
    update(changing, 'A new version');
    site.overrides.set('/plain.html', (response) => response.writeHead(500).end());
    await page.evaluate(async () => {
      const { registration } = await globalThis.registered;
      const update = await registration.update();
      const installing = update.installing;
      await new Promise<void>((resolve) => {
        installing?.addEventListener('statechange', () => installing.state === 'redundant' && resolve());
      });
    });
    await site.goOffline();
    await page.reload();
    await untilRegistered(page);
    expect(await page.title()).toBe('A page with an engine');
    expect(await ask(page, HEALTH)).toEqual({ by: 'page', json: HEALTHY });
  });
});

describe('a new deploy under an open page, which no service worker keeps the files for', () => {
  let changing: string;
  let page: Page;
  beforeEach(async () => {
    changing = mkdtempSync(join(tmpdir(), 'inpage-face-site-'));
    cpSync(folder, changing, { recursive: true });
    await site.close();
    site = await TestSite.serve(changing);
    await context.close();
    context = await browser.newContext({ serviceWorkers: 'block' });
    page = await context.newPage();
    await page.goto(`${site.url}with-engine.html`);
    await page.waitForFunction(() => globalThis.engine !== undefined);
    // The new one's files have other names.
    rmSync(join(changing, 'assets'), { recursive: true });
  });
  afterEach(() => rmSync(changing, { recursive: true }));

  test('what is loaded goes on; what is not says that the app was updated', async () => {
    const picture = Buffer.from(pictures.anna).toString('base64');
    const outcome = await page.evaluate(async (base64) => {
      const { engine } = globalThis;
      if (!engine) throw new Error('The page has no engine');
      const photo = await (await fetch(`data:image/jpeg;base64,${base64}`)).blob();
      const template = await engine.extract(photo);
      const { code, reason, message } = await engine.quality(photo).catch((error) => error);
      return { bytes: template.length, code, reason, message };
    }, picture);
    expect(outcome).toEqual({
      bytes: expect.any(Number),
      code: 'BPE-001002',
      reason: 'app-updated',
      message: expect.stringMatching(/^The app was updated .* Reload the page\.$/),
    });
  });

  test('another engine can’t start, says why, and the app is told to offer a reload', async () => {
    const outcome = await page.evaluate(async () => {
      let told = 0;
      const error = await globalThis.createEngine({ onAppUpdated: () => told++ }).catch((reason) => reason);
      return { told, code: error.code, reason: error.reason };
    });
    expect(outcome).toEqual({ told: 1, code: 'BPE-001001', reason: 'app-updated' });
  });
});

describe('a host that can’t send COOP and COEP', () => {
  beforeEach(async () => {
    await site.close();
    site = await TestSite.serve(folder, { isolated: false });
  });

  test('is isolated by the service worker, if it is asked to; the engine gets threads', async () => {
    const page = await context.newPage();
    let loads = 0;
    page.on('load', () => loads++);
    await page.goto(isolating(site.url));
    await page.waitForFunction(() => crossOriginIsolated);
    await untilRegistered(page);
    expect(loads).toBe(2);
    expect((await ask(page, VERSION))?.json.tfss).toMatch(/threads|webgpu/);
    await page.reload();
    await untilRegistered(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(loads).toBe(3);
  });

  test('a hard reload is isolated again, by one more reload', async () => {
    const page = await context.newPage();
    await page.goto(isolating(site.url));
    await page.waitForFunction(() => crossOriginIsolated);
    await untilRegistered(page);
    let loads = 0;
    page.on('load', () => loads++);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Page.reload', { ignoreCache: true });
    await expect.poll(() => loads, { timeout: PATIENCE_MS }).toBe(2);
    await page.waitForFunction(() => crossOriginIsolated);
    await untilRegistered(page);
    await page.waitForTimeout(500);
    expect(loads).toBe(2);
  });

  test('if isolation does not come about, the page reloads once and no more', async () => {
    const page = await context.newPage();
    // A browser that ignores the headers.
    await page.addInitScript(() =>
      Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false }),
    );
    let loads = 0;
    page.on('load', () => loads++);
    await page.goto(isolating(site.url));
    await expect.poll(() => loads, { timeout: PATIENCE_MS }).toBe(2);
    await untilRegistered(page);
    await page.waitForTimeout(1000);
    expect(loads).toBe(2);
    expect(await ask(page, HEALTH)).toMatchObject({ json: HEALTHY });
  });

  test('without being asked, nothing is injected', async () => {
    const page = await openPage(context, site.url, 'plain.html');
    await page.reload();
    await untilRegistered(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  });
});

function isolating(url: string): string {
  return `${url}with-engine.html?options=${encodeURIComponent('{"isolate":true}')}`;
}

function extract(page: Page) {
  return sendFromPage(page, {
    method: 'POST',
    path: '/v1/face/pattern/extract',
    headers: { 'Content-Type': 'image/jpeg' },
    body: pictures.anna,
  });
}

/** The paths of the model files, as the service worker's own engine asks for them. */
function modelPaths(): string[] {
  return readdirSync(join(folder, 'assets'))
    .filter((file) => file.endsWith('.onnx'))
    .map((file) => `/assets/${file}`);
}

/** As a new build would: another page, and another service worker that lists it. */
function update(site: string, title: string): void {
  const page = join(site, 'with-engine.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('A page with an engine', title));
  const script = join(site, 'service-worker.js');
  const changed = readFileSync(script, 'utf8').replaceAll(/(\.html`,revision:)`\w+`/g, '$1`another`');
  writeFileSync(script, changed);
}
