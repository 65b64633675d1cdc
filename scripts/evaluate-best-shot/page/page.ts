// The page in headless Chromium that `npm run evaluate:best-shot` measures in: the library as an app uses it.
import { ApiLiteError, createEngine, type FaceEngine, type FaceQuality } from '../../../src/index.ts';
import type { MeasuringPage } from '../../measuring/measuring-page.ts';

const OTHER_THAN_ONE_FACE = ['BPE-003002', 'BPE-003003'];

let engine: FaceEngine;

async function start(models: string): Promise<string> {
  engine = await createEngine({ models, cache: false });
  await engine.load();
  return (await engine.version()).tfss;
}

/** The quality of the one face; undefined if there is none, or several. */
async function measure(address: string): Promise<FaceQuality | undefined> {
  const picture = await (await fetch(address)).blob();
  return engine.quality(picture).catch((error: unknown) => {
    if (error instanceof ApiLiteError && OTHER_THAN_ONE_FACE.includes(error.code)) return undefined;
    throw error;
  });
}

globalThis.measuringPage = { start, measure } satisfies MeasuringPage<FaceQuality | undefined>;
