import { basename } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { CHROMIUM_ARGS, ensureChromium } from '../chromium.mjs';
import { SetupError } from '../project.mjs';
import { servedAddress } from '../served-address.ts';
import type { Measurement } from './page/page.ts';
import { servePage } from './serve-page.ts';

/** A run over pictures with one engine. */
export interface Measuring {
  /** The inference runtime with its backend. */
  runtime: string;
  /** Measurements in the order of the pictures, each as soon as it is there. */
  results: AsyncIterable<Measurement>;
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

async function* measureEach(page: Page, count: number, turned: boolean): AsyncIterable<Measurement> {
  for (let picture = 0; picture < count; picture++) {
    yield await page.evaluate(
      ({ url, turns }): Promise<Measurement> => {
        if (globalThis.evaluationPage === undefined) throw new Error('The page has no engine');
        return globalThis.evaluationPage.measure(url, turns);
      },
      { url: `/pictures/${picture}`, turns: turned ? 1 + (picture % 3) : 0 },
    );
  }
}

/**
 * Runs the engine over pictures, in headless Chromium.
 *
 * @param options.pictures their paths
 * @param options.turned gives the pictures one, two and three quarter turns, in turns
 * @param options.manifest path of the model pack's manifest, its files beside it
 * @param use consumes the measurements; browser and server end with it
 */
export async function measurePictures<Result>(
  options: { pictures: readonly string[]; manifest: string; turned?: boolean },
  use: (measuring: Measuring) => Promise<Result>,
): Promise<Result> {
  const server = await servePage(options.pictures, options.manifest);
  try {
    const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_ARGS });
    try {
      const page = await openPage(browser, servedAddress(server));
      const runtime = await startEngine(page, `/pack/${basename(options.manifest)}`);
      return await use({
        runtime,
        results: measureEach(page, options.pictures.length, options.turned ?? false),
      });
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}
