import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PreloadOptions } from '../../src/index.ts';
import { launchChromium } from '../support/chromium-page.ts';
// The page's global.
import type {} from './preload/page.ts';
import { buildPreloadSite } from './preload/preload-site.ts';
import { TestSite } from './service-worker/test-site.ts';

/** As hosts send files whose names change with their content. */
const KEPT = { 'Cache-Control': 'public, max-age=31536000, immutable' };

const SCRIPTS = [
  'face-worker',
  'worker-engine',
  'ort-wasm-simd-threaded.slim',
  'ort-wasm-simd-threaded.slim',
];
const EXTRACTION = ['default-cohort', 'fr_detect', 'fr_feature', 'fr_landmark'];

let folder: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let site: TestSite;

beforeAll(async () => {
  folder = await buildPreloadSite();
  browser = await launchChromium();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  site = await TestSite.serve(folder, { headers: KEPT });
  context = await browser.newContext();
  page = await context.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => globalThis.preloadPage !== undefined);
  site.hits.length = 0;
});
afterEach(async () => {
  await context.close();
  await site.close();
});

/** The engine's files that were asked for, without what a build adds to their names, and sorted. */
function fetched(): string[] {
  const names = site.hits.map((path) => /^\/assets\/(.+)-[\w-]{8}\.\w+$/.exec(path)?.[1] ?? path);
  return names
    .filter((name) => /^(face-worker|worker-engine|video-script|ort-|fr_|default-cohort)/.test(name))
    .sort();
}

const preload = (options: PreloadOptions = {}) =>
  page.evaluate((given) => preloadPage.preload(given), options);

/** Makes an engine that has all that extraction needs. */
const startEngine = () =>
  page.evaluate(async () => {
    const engine = await preloadPage.createEngine({ cache: false });
    await engine.load();
    const { tfss } = await engine.version();
    engine.dispose();
    return tfss;
  });

test('fetches what an engine needs, which then fetches nothing', async () => {
  await preload();
  expect(fetched()).toEqual([...SCRIPTS, ...EXTRACTION].sort());
  site.hits.length = 0;
  expect(await startEngine()).toContain('slim');
  expect(site.hits).toEqual([]);
});

test('an engine made meanwhile joins it: nothing is fetched twice', async () => {
  await page.evaluate(() => void preloadPage.preload());
  await expect.poll(fetched).toContain('face-worker');
  await startEngine();
  await preload();
  expect(fetched()).toEqual([...SCRIPTS, ...EXTRACTION].sort());
});

test('of a host whose files browsers may not keep, an engine made meanwhile fetches no model again', async () => {
  await site.close();
  site = await TestSite.serve(folder);
  await page.goto(site.url);
  await page.waitForFunction(() => globalThis.preloadPage !== undefined);
  site.hits.length = 0;
  await page.evaluate(() => void preloadPage.preload());
  await expect.poll(fetched).toContain('fr_detect');
  await startEngine();
  expect(fetched().filter((name) => EXTRACTION.includes(name))).toEqual(EXTRACTION);
});

test('fetches the models of liveness and quality, and the whole runtime, if asked', async () => {
  await preload({ liveness: true, runtime: 'full' });
  const runtime = ['', '.rest', '.slim'].map((name) => `ort-wasm-simd-threaded${name}`);
  const whole = ['face-worker', 'worker-engine', ...runtime];
  expect(fetched()).toEqual([...whole, ...EXTRACTION, 'video-script', 'fr_liveness'].sort());
  await preload({ quality: true });
  expect(fetched()).toEqual(expect.arrayContaining(['fr_pose', 'fr_eye', 'ort-wasm-simd-threaded.slim']));
});

test('leaves no worker behind', async () => {
  await preload();
  expect(page.workers()).toEqual([]);
});

test('an aborted signal ends it with its reason, and an engine starts all the same', async () => {
  // The runtime's answer never comes as long as somebody waits for it.
  const [wasm = ''] = (await readdir(join(folder, 'assets'))).filter((name) => /\.slim-.+\.wasm$/.test(name));
  site.overrides.set(`/assets/${wasm}`, () => undefined);
  const ended = page.evaluate(async () => {
    const leaving = new AbortController();
    Object.assign(globalThis, { leave: () => leaving.abort(new Error('left')) });
    return preloadPage.preload({ signal: leaving.signal }).catch(String);
  });
  await expect.poll(() => site.hits).toContain(`/assets/${wasm}`);
  await page.evaluate(() => (globalThis as unknown as { leave: () => void }).leave());
  expect(await ended).toBe('Error: left');
  site.overrides.clear();
  expect(await startEngine()).toContain('slim');
});

describe('without a network', () => {
  beforeEach(() => site.goOffline());

  test('rejects if it is awaited', async () => {
    expect(await page.evaluate(() => preloadPage.preload().catch((error) => error.code))).toMatch(
      /^BPE-00100/,
    );
  });

  test('is quiet if nobody waits for it', async () => {
    const errors: unknown[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.evaluate(async () => {
      void preloadPage.preload();
      await preloadPage.preload().catch(() => undefined);
    });
    expect(errors).toEqual([]);
  });
});

test('fetches nothing for a person who saves data', async () => {
  await page.evaluate(() =>
    Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true }),
  );
  await preload();
  expect(fetched()).toEqual([]);
});

test('a wrong option is told, even if nobody waits for it', async () => {
  const error = page.waitForEvent('pageerror');
  await page.evaluate(() => void preloadPage.preload({ asets: '/' } as object));
  expect((await error).message).toBe('preload() options: "asets" is unknown. Did you mean "assets"?');
});

describe('hints in a page without a script', () => {
  /** A page that names the engine's files, by links of a kind. */
  async function visit(link: (url: string) => string): Promise<void> {
    const files = (await readdir(join(folder, 'assets'))).filter((name) =>
      /^(face-worker|worker-engine|ort-wasm-simd-threaded\.slim|fr_detect|fr_landmark|fr_feature|default-cohort)-.+(?<!\.map)$/.test(
        name,
      ),
    );
    const html = `<!doctype html><title>Hints</title>${files.map((name) => link(`/assets/${name}`)).join('')}`;
    site.overrides.set('/hints.html', (response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(html);
    });
    await page.goto(`${site.url}hints.html`);
    await expect.poll(fetched, { timeout: 10_000 }).toHaveLength(files.length);
    await page.waitForLoadState('networkidle');
  }

  test.each([
    ['prefetch', (url: string) => `<link rel="prefetch" href="${url}">`],
    ['preload', (url: string) => `<link rel="preload" as="fetch" crossorigin href="${url}">`],
  ])('by rel="%s": the next page with an engine fetches none of the files', async (_, link) => {
    await visit(link);
    await page.goto(site.url);
    await page.waitForFunction(() => globalThis.preloadPage !== undefined);
    site.hits.length = 0;
    await startEngine();
    expect(fetched()).toEqual([]);
  });
});

describe('the script that reads videos', () => {
  /** What becomes of a recording of nobody, and of another one later. */
  async function detectVideos(between: () => Promise<void>) {
    await page.exposeFunction('between', between);
    return page.evaluate(async () => {
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d');
      const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: 'video/webm' });
      const recorded = new Promise<Blob>((resolve) => {
        recorder.addEventListener('dataavailable', ({ data }) => resolve(data));
      });
      recorder.start();
      for (let frame = 0; frame < 10; frame++) {
        context?.fillRect(frame, 0, 9, 9);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      recorder.stop();
      const video = await recorded;
      const engine = await preloadPage.createEngine({ cache: false });
      await engine.livenessHealth();
      const detect = () => engine.detect(video).catch((error) => [error.code, error.reason, error.message]);
      const first = await detect();
      await (globalThis as unknown as { between: () => Promise<void> }).between();
      const second = await detect();
      engine.dispose();
      return [first, second];
    });
  }

  test('is fetched when the first one comes, and again if it could not be', async () => {
    const [script = ''] = (await readdir(join(folder, 'assets'))).filter((name) =>
      /^video-script-.+\.js$/.test(name),
    );
    site.overrides.set(
      `/assets/${script}`,
      (response) => void response.writeHead(503, { 'Cache-Control': 'no-store' }).end(),
    );
    const results = await detectVideos(async () => {
      // For a thread, and to be imported where none can be started.
      expect(fetched().filter((name) => name === 'video-script')).toHaveLength(2);
      site.overrides.clear();
    });
    expect(results[0]).toEqual([
      'LDE-001002',
      'inoperative',
      expect.stringContaining("A part of the engine can't be read"),
    ]);
    expect(results[1]).toEqual(['LDE-002004', 'no-face', expect.any(String)]);
  });
});

describe('<face-capture preload>', () => {
  /** Puts one into the page, in place of another. */
  const connect = (preload: boolean) =>
    page.evaluate((given) => {
      const element = document.createElement('face-capture');
      element.preload = given;
      document.body.replaceChildren(element);
    }, preload);

  test('fetches what its engine needs once it is in the page', async () => {
    await connect(true);
    const all = [...SCRIPTS, ...EXTRACTION, 'video-script', 'fr_liveness', 'fr_pose', 'fr_eye'];
    await expect.poll(fetched, { timeout: 10_000 }).toEqual(all.sort());
  });

  test('fetches nothing without the attribute, or if it has left by the time that the page is idle', async () => {
    await connect(false);
    await connect(true);
    await page.evaluate(() => document.body.replaceChildren());
    // What waits as long is fetched after it would have been.
    await preload({ liveness: true });
    expect(fetched()).not.toContain('fr_pose');
  });
});
