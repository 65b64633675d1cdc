import { basename, join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { chromium, type Page } from 'playwright';
import { CHROMIUM_ARGS, ensureChromium } from '../chromium.mjs';
import { servePage } from '../evaluate/serve-page.ts';
import { SetupError } from '../project.mjs';
import { servedAddress } from '../served-address.ts';
import type { PadMeasurement } from './page/page.ts';

/** The map that leaves the model's log-odds as they are: the logit of a score is what the model said. */
const UNCALIBRATED = { spoofing: { slope: 1, intercept: 0 } };

/** Runs `detect` over media in headless Chromium, uncalibrated. */
export async function measureMedia(
  media: readonly string[],
  manifest: string,
): Promise<{ runtime: string; measurements: PadMeasurement[] }> {
  const server = await servePage(media, manifest, {
    folder: join(import.meta.dirname, 'page'),
    calibration: UNCALIBRATED,
  });
  try {
    const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_ARGS });
    try {
      const page = await browser.newPage();
      await page.goto(servedAddress(server));
      await page.waitForFunction(() => globalThis.padPage !== undefined);
      const runtime = await startEngine(page, `/pack/${basename(manifest)}`);
      return { runtime, measurements: await measureEach(page, media.length) };
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

async function startEngine(page: Page, models: string): Promise<string> {
  try {
    return await page.evaluate((url) => {
      if (globalThis.padPage === undefined) throw new Error('The page has no engine');
      return globalThis.padPage.start(url);
    }, models);
  } catch (error) {
    throw new SetupError(`The engine does not start: ${error instanceof Error ? error.message : error}`);
  }
}

async function measureEach(page: Page, count: number): Promise<PadMeasurement[]> {
  const bar = new SingleBar({
    format: '{bar} {value}/{total} media, {eta_formatted} left',
    noTTYOutput: true,
    notTTYSchedule: 15_000,
    hideCursor: true,
  });
  const measurements: PadMeasurement[] = [];
  bar.start(count, 0);
  try {
    for (let medium = 0; medium < count; medium++) {
      const measurement = await page.evaluate((url): Promise<PadMeasurement> => {
        if (globalThis.padPage === undefined) throw new Error('The page has no engine');
        return globalThis.padPage.measure(url);
      }, `/pictures/${medium}`);
      measurements.push(measurement);
      bar.update(measurements.length);
    }
  } finally {
    bar.stop();
  }
  return measurements;
}
