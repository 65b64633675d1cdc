// The page in headless Chromium in which `npm run evaluate` has templates made: `extract` as an app calls it.
import { reasonOf } from '../../../../src/contract/errors.ts';
import { ApiLiteError, createEngine, type FaceEngine } from '../../../../src/index.ts';
import type { MeasuringPage } from '../../../measuring/measuring-page.ts';

/** A picture that keeps the engine busy for longer is given up. */
const PICTURE_TIME_LIMIT_MS = 60_000;

/** What came of a picture. */
export type Extraction = { outcome: 'template'; template: Uint8Array } | { outcome: 'lost'; code: string };

let engine: FaceEngine;

async function start(models: string): Promise<string> {
  engine = await createEngine({ models, cache: false, workers: 'auto' });
  await engine.load();
  return (await engine.version()).tfss;
}

async function measure(address: string): Promise<Extraction> {
  try {
    const response = await fetch(address);
    if (!response.ok) return { outcome: 'lost', code: "the file can't be read" };
    const signal = AbortSignal.timeout(PICTURE_TIME_LIMIT_MS);
    return { outcome: 'template', template: await engine.extract(await response.blob(), { signal }) };
  } catch (error) {
    return { outcome: 'lost', code: error instanceof ApiLiteError ? error.code : reasonOf(error) };
  }
}

globalThis.measuringPage = { start, measure } satisfies MeasuringPage<Extraction>;
