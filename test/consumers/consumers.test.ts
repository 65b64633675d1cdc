import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ISOLATION_HEADERS } from '../../vite.config.ts';
import { launchWithCamera } from '../e2e/face-capture/fake-camera.ts';
import { measuresQuality } from '../support/chosen-pack.ts';
import type { TestFile } from '../support/demo-page.ts';
import { personFiles } from '../support/person-files.ts';
import {
  buildConsumer,
  type Consumer,
  compileConsumer,
  copyPackage,
  installConsumer,
  moveAssets,
  STRICT_POLICY,
  serveFolder,
  startDevelopment,
  type TestingConsumer,
  type TypesConsumer,
  testConsumer,
} from './consumer.ts';
import { GIVEN, pasteFirstSteps, pasteScript, pasteSveltePage, takePicture } from './documented-apps.ts';
import { writeDocumentedTests } from './documented-tests.ts';

/** Apps that take a minute and more each: too long for CI, which is to end in 40 minutes. */
const LONG: ReadonlySet<Consumer> = new Set(['nuxt', 'angular']);
const isCI = process.env.CI === 'true';
if (isCI) console.log('Nuxt and Angular take three minutes, and are not tried on CI (docs/bundlers.md).');

/** Its camera shows a person. */
let browser: Browser;
/** One person in two photos. */
let photos: [TestFile, TestFile];

beforeAll(async () => {
  browser = await launchWithCamera('person');
  const { person, samePerson } = await personFiles(browser);
  photos = [person, samePerson];
});

afterAll(() => browser?.close());

/** Verifies the two photos in the app at a URL; what it answered, and what the browser complained of. */
async function verifyIn(url: string): Promise<{ answer: string | null; complaints: string[] }> {
  const context = await browser.newContext();
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  const page = await context.newPage();
  await page.goto(url);
  const [first, second] = [page.getByLabel('First photo'), page.getByLabel('Second photo')];
  await first.and(page.locator(':enabled')).waitFor();
  await first.setInputFiles(photos[0]);
  await second.setInputFiles(photos[1]);
  await page.waitForFunction(() => document.querySelector('output')?.textContent);
  const answer = await page.locator('output').textContent();
  await context.close();
  return { answer, complaints };
}

/** By the app's own, freshly installed development server: nothing is optimised before. */
async function verifyInDevelopment(name: Consumer) {
  const server = await startDevelopment(
    await installConsumer(name),
    name === 'sveltekit' ? 'static' : 'public',
  );
  try {
    return await verifyIn(server.url);
  } finally {
    server.close();
  }
}

const APPROVED = /^approved 0\.\d\d by \d+\.\d+\.\d+ at page, video LDE-002004$/;

describe('an app that installs the packed package', () => {
  describe.each<[Consumer, Record<string, string>]>([
    ['vite', { ...ISOLATION_HEADERS, 'Content-Security-Policy': STRICT_POLICY }],
    ['vite-7', {}],
    ['webpack', { 'Content-Security-Policy': STRICT_POLICY }],
    ['rspack', { 'Content-Security-Policy': STRICT_POLICY }],
    ['rollup', { 'Content-Security-Policy': STRICT_POLICY }],
    ['parcel', {}],
    ['esbuild', {}],
    ['next', {}],
    ['astro', {}],
    ['sveltekit', {}],
    ['nuxt', {}],
    ['angular', {}],
    ['bun', {}],
  ])('%s', (name, headers) => {
    test.skipIf(isCI && LONG.has(name))('builds, and verifies two photos of one person', async () => {
      const site = await serveFolder(await buildConsumer(await installConsumer(name)), headers);
      try {
        const { answer, complaints } = await verifyIn(site.url);
        expect(answer).toMatch(APPROVED);
        expect(complaints).toEqual([]);
      } finally {
        site.close();
      }
    });
  });

  describe('with the files elsewhere', () => {
    const served: { url: string; close: () => void }[] = [];
    let site: string;
    let assets: string;

    beforeAll(async () => {
      site = await buildConsumer(await installConsumer('no-bundler'));
      assets = await moveAssets(site);
    });
    afterEach(() => {
      for (const { close } of served.splice(0)) close();
    });

    async function serve(folder: string, headers: Record<string, string>): Promise<string> {
      const server = await serveFolder(folder, headers);
      served.push(server);
      return server.url;
    }

    async function failureIn(url: string): Promise<string | null> {
      const page = await browser.newPage();
      await page.goto(url);
      await page.waitForFunction(() => document.querySelector('output')?.textContent);
      const failure = await page.locator('output').textContent();
      await page.close();
      return failure;
    }

    test('of the same origin, under the strict policy', async () => {
      const headers = { ...ISOLATION_HEADERS, 'Content-Security-Policy': STRICT_POLICY };
      const { answer, complaints } = await verifyIn(`${await serve(site, headers)}?assets=elsewhere`);
      expect(answer).toMatch(APPROVED);
      expect(complaints).toEqual([]);
    });

    test('copied beside a page without a bundler, as docs/bundlers.md has it', async () => {
      await copyPackage(site, 'inpage-face');
      const page = await browser.newPage();
      await page.goto(`${await serve(site, {})}${await pasteScript(site)}`);
      await page.getByText(/^onnxruntime-web/).waitFor();
      await page.close();
    });

    test('of another origin, under a policy that allows it', async () => {
      const files = await serve(assets, { 'Access-Control-Allow-Origin': '*' });
      const policy = `${STRICT_POLICY}; connect-src 'self' ${files}`
        .replace("script-src 'self'", `script-src 'self' blob: ${files}`)
        .replace("worker-src 'self'", `worker-src 'self' blob: ${files}`);
      const page = await serve(site, { ...ISOLATION_HEADERS, 'Content-Security-Policy': policy });
      const { answer, complaints } = await verifyIn(`${page}?assets=${files}`);
      expect(answer).toMatch(APPROVED);
      expect(complaints).toEqual([]);
    });

    test('of another origin, under a policy that does not: the error says what must be in it', async () => {
      const files = await serve(assets, { 'Access-Control-Allow-Origin': '*' });
      const policy = `${STRICT_POLICY}; connect-src 'self' ${files}`;
      const page = await serve(site, { 'Content-Security-Policy': policy });
      const { origin } = new URL(files);
      expect(await failureIn(`${page}?assets=${files}`)).toContain(
        `worker-src must allow blob: and ${origin}, and script-src the latter`,
      );
    });

    test('of another origin without CORS: the error says so', async () => {
      const files = await serve(assets, {});
      const page = await serve(site, {});
      expect(await failureIn(`${page}?assets=${files}`)).toContain(
        `The host must allow ${new URL(page).origin} by Access-Control-Allow-Origin`,
      );
    });

    test('and not told so: the error names the file that is not there', async () => {
      const page = await serve(site, {});
      expect(await failureIn(page)).toContain(`${page}face-worker.js answered HTTP status 404.`);
    });
  });

  test('a Workbox app, whose own service worker imports ours: its files and its updates stay its own', async () => {
    const folder = await installConsumer('workbox');
    const site = await serveFolder(await buildConsumer(folder), {});
    const context = await browser.newContext();
    const page = await context.newPage();
    const says = (text: string) => page.getByText(text, { exact: true }).waitFor();
    try {
      await page.goto(site.url);
      await says('version 1, not controlled yet');
      await page.reload();
      await says('version 1, 200 by service-worker');

      await context.setOffline(true);
      await page.reload();
      await says('version 1, 200 by service-worker');
      await context.setOffline(false);

      await buildConsumer(folder, { APP_VERSION: '2' });
      await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        await registration.update();
        const next = registration.installing ?? registration.waiting;
        while (next?.state === 'installing')
          await new Promise((resolve) => next.addEventListener('statechange', resolve, { once: true }));
      });
      await page.reload();
      await says('version 1, 200 by service-worker');

      await page.evaluate(async () => {
        const { waiting } = await navigator.serviceWorker.ready;
        const takenOver = new Promise((resolve) =>
          navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
        );
        waiting?.postMessage('take over');
        await takenOver;
      });
      await page.reload();
      await says('version 2, 200 by service-worker');
    } finally {
      site.close();
      await context.close();
    }
  });

  const withServers: Consumer[] = ['vite', 'vite-7', 'astro', 'sveltekit', 'nuxt', 'angular'];
  describe.each(withServers)('%s', (name) => {
    test.skipIf(isCI && LONG.has(name))('in development, verifies two photos of one person', async () => {
      const { answer, complaints } = await verifyInDevelopment(name);
      expect(answer).toMatch(APPROVED);
      expect(complaints).toEqual([]);
    });
  });

  test("vite, in development: the README's first steps, pasted, say that two photos show one person", async () => {
    const folder = await installConsumer('vite');
    const path = await pasteFirstSteps(folder, [photos[0].buffer, photos[1].buffer]);
    const server = await startDevelopment(folder);
    const page = await browser.newPage();
    try {
      await page.goto(`${server.url}${path}`);
      await page.getByText(/^approved, score 0\.\d\d$/).waitFor();
    } finally {
      await page.close();
      server.close();
    }
  });

  test.skipIf(!measuresQuality())(
    'sveltekit, in development: the page of docs/svelte.md, pasted, watches and takes a picture',
    async () => {
      const folder = await installConsumer('sveltekit');
      const path = await pasteSveltePage(folder);
      const server = await startDevelopment(folder, 'static');
      const page = await browser.newPage();
      try {
        await page.addInitScript(GIVEN);
        await page.goto(`${server.url}${path}`);
        await takePicture(page);
      } finally {
        await page.close();
        server.close();
      }
    },
  );

  test.each<[TypesConsumer]>([['types-react-19'], ['types-react-18'], ['types-preact'], ['types-alone']])(
    '%s: compiles, and each mistake is found',
    async (name) => compileConsumer(await installConsumer(name)),
  );

  test('types-alone: compiles by each way that TypeScript has to find modules', async () => {
    const folder = await installConsumer('types-alone');
    for (const way of ['node10', 'node16', 'nodenext']) {
      await compileConsumer(folder, `tsconfig.${way}.json`);
    }
  });

  test.each<[TestingConsumer]>([
    ['tested-by-vitest'],
    ['tested-by-jest'],
    ['tested-by-jest-esm'],
    ['tested-by-jest-29'],
  ])('%s: its tests pass, as docs/testing.md has them', async (name) => {
    const folder = await installConsumer(name);
    await writeDocumentedTests(folder);
    await testConsumer(folder);
  });
});
