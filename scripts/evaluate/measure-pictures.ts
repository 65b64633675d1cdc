import { basename, dirname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import sirv from 'sirv';
import { build, type Connect, type PreviewServer, preview } from 'vite';
import { CHROMIUM_ARGS, ensureChromium } from '../chromium.mjs';
import { ROOT, readJson, SetupError } from '../project.mjs';
import type { Measurement } from './page/page.ts';

/** A run over pictures with one engine. */
export interface Measuring {
  /** The inference runtime with its backend. */
  runtime: string;
  /** Measurements in the order of the pictures, each as soon as it is there. */
  results: AsyncIterable<Measurement>;
}

const PAGE_FOLDER = join(import.meta.dirname, 'page');
const BUILD_FOLDER = join(ROOT, 'build/evaluate');
const CONFIG = join(ROOT, 'vite.config.ts');

/** An engine wants a calibrated pack; one that is yet to be calibrated gets the plainest map for the while. */
function serveManifest(manifest: string): Connect.SimpleHandleFunction {
  const uncalibrated = {
    calibration: {
      comparison: {
        knots: [
          [-1, 0],
          [1, 1],
        ],
      },
    },
  };
  const body = JSON.stringify({ ...uncalibrated, ...readJson(manifest) });
  return (_request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(body);
  };
}

/** Builds the page as an app builds the library, and serves it with the pictures and the pack at its side. */
async function servePage(pictureFolder: string, manifest: string): Promise<PreviewServer> {
  const shared = { root: PAGE_FOLDER, configFile: CONFIG, logLevel: 'warn' as const };
  await build({ ...shared, build: { outDir: BUILD_FOLDER, emptyOutDir: true } });
  return preview({
    ...shared,
    build: { outDir: BUILD_FOLDER },
    preview: { port: 0, strictPort: true },
    plugins: [
      {
        name: 'evaluation-files',
        configurePreviewServer({ middlewares }) {
          middlewares.use('/pictures', sirv(pictureFolder, { dev: true }));
          middlewares.use(`/pack/${basename(manifest)}`, serveManifest(manifest));
          middlewares.use('/pack', sirv(dirname(manifest), { dev: true }));
        },
      },
    ],
  });
}

function addressOf(server: PreviewServer): string {
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The page is served at no port');
  return `http://127.0.0.1:${address.port}/`;
}

async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForFunction(() => globalThis.evaluationPage !== undefined);
  return page;
}

async function startEngine(page: Page, models: string): Promise<string> {
  try {
    return await page.evaluate((url) => {
      if (globalThis.evaluationPage === undefined) throw new Error('The page has no engine');
      return globalThis.evaluationPage.start(url);
    }, models);
  } catch (error) {
    throw new SetupError(`The engine does not start: ${error instanceof Error ? error.message : error}`);
  }
}

async function* measureEach(page: Page, pictures: readonly string[]): AsyncIterable<Measurement> {
  for (const picture of pictures) {
    const address = `/pictures/${picture.split('/').map(encodeURIComponent).join('/')}`;
    yield await page.evaluate((url): Promise<Measurement> => {
      if (globalThis.evaluationPage === undefined) throw new Error('The page has no engine');
      return globalThis.evaluationPage.measure(url);
    }, address);
  }
}

/**
 * Runs the engine over pictures, in headless Chromium.
 *
 * @param options.pictureFolder where the pictures' paths begin
 * @param options.manifest path of the model pack's manifest, its files beside it
 * @param use consumes the measurements; browser and server end with it
 */
export async function measurePictures<Result>(
  options: { pictures: readonly string[]; pictureFolder: string; manifest: string },
  use: (measuring: Measuring) => Promise<Result>,
): Promise<Result> {
  const server = await servePage(options.pictureFolder, options.manifest);
  try {
    const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_ARGS });
    try {
      const page = await openPage(browser, addressOf(server));
      const runtime = await startEngine(page, `/pack/${basename(options.manifest)}`);
      return await use({ runtime, results: measureEach(page, options.pictures) });
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}
