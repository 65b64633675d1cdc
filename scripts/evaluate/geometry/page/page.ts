// The page in headless Chromium in which `npm run evaluate -- … --geometry` asks the pack's pose model.
import { createEngine, type FaceEngine } from '../../../../src/index.ts';
import type { MeasuringPage } from '../../../measuring/measuring-page.ts';

/** A picture that keeps the engine busy for longer is given up. */
const PICTURE_TIME_LIMIT_MS = 60_000;

/** How far the head is turned to either side, in degrees; null if the model was not asked, as of several faces. */
export type ModelYaw = number | null;

let engine: FaceEngine;

async function start(models: string): Promise<string> {
  engine = await createEngine({ models, cache: false, workers: 'auto' });
  await engine.load();
  return (await engine.version()).tfss;
}

/** `quality` tells the squared cosine, as a percentage. */
async function measure(address: string): Promise<ModelYaw> {
  try {
    const picture = await (await fetch(address)).blob();
    const signal = AbortSignal.timeout(PICTURE_TIME_LIMIT_MS);
    const { headPoseYaw } = await engine.quality(picture, { signal });
    return (Math.acos(Math.sqrt(headPoseYaw / 100)) * 180) / Math.PI;
  } catch {
    return null;
  }
}

globalThis.measuringPage = { start, measure } satisfies MeasuringPage<ModelYaw>;
