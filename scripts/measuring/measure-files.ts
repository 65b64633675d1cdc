import { basename } from 'node:path';
import { SingleBar } from 'cli-progress';
import pLimit from 'p-limit';
import type { Page } from 'playwright';
import { reasonOf } from '../../src/contract/errors.ts';
import { launchChromium } from '../launch-chromium.ts';
import { SetupError } from '../project.mjs';
import { servedAddress } from '../served-address.ts';
import { type ServedPage, servePage } from './serve-page.ts';
import './measuring-page.ts';

/** Files that a page measures, and how. */
export interface FilesToMeasure extends ServedPage {
  /** What they are, in the plural, for the progress bar. */
  kind: string;
  /** How many the page measures at a time (default: 1); a page that tells times takes one. */
  atOnce?: number;
  /** Gives them one, two and three quarter turns, in turns. */
  turned?: boolean;
  /** Told the page behind each file's address. */
  query?: string;
}

/**
 * Runs the engine over files in a page of headless Chromium, behind a progress bar; without a terminal it is a
 * line now and then.
 *
 * @typeParam Measurement What the page gives for a file.
 * @returns the measurements in the order of the files
 */
export async function measureFiles<Measurement>(
  toMeasure: FilesToMeasure,
): Promise<{ runtime: string; measurements: Measurement[] }> {
  const server = await servePage(toMeasure);
  try {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(servedAddress(server));
      await page.waitForFunction(() => globalThis.measuringPage !== undefined);
      const runtime = await startEngine(page, `/pack/${basename(toMeasure.manifest)}`);
      return { runtime, measurements: await measureEach<Measurement>(page, toMeasure) };
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
      if (globalThis.measuringPage === undefined) throw new Error('The page has no engine');
      return globalThis.measuringPage.start(url);
    }, models);
  } catch (error) {
    throw new SetupError(`The engine does not start: ${reasonOf(error)}`);
  }
}

async function measureEach<Measurement>(
  page: Page,
  { files, kind, atOnce = 1, turned = false, query = '' }: FilesToMeasure,
): Promise<Measurement[]> {
  const bar = new SingleBar({
    format: `{bar} {value}/{total} ${kind}, {eta_formatted} left`,
    noTTYOutput: true,
    notTTYSchedule: 15_000,
    hideCursor: true,
  });
  const limited = pLimit(atOnce);
  const measure = async (file: number): Promise<Measurement> => {
    const measurement = await page.evaluate(
      ({ url, turns }) => globalThis.measuringPage?.measure(url, turns),
      { url: `/files/${file}${query}`, turns: turned ? 1 + (file % 3) : 0 },
    );
    bar.increment();
    return measurement as Measurement;
  };
  bar.start(files.length, 0);
  try {
    return await limited.map(files, (_, file) => measure(file));
  } finally {
    bar.stop();
  }
}
