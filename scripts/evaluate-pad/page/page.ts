// The page in headless Chromium that `npm run evaluate:pad` measures in: the library as an app uses it.
import { reasonOf } from '../../../src/contract/errors.ts';
import { ApiLiteError, createEngine, type FaceEngine, type LivenessPayload } from '../../../src/index.ts';
import type { MeasuringPage } from '../../measuring/measuring-page.ts';
import { croppedToFace } from './cropped-to-face.ts';

/** A medium that keeps the engine busy for longer is given up. */
const MEDIUM_TIME_LIMIT_MS = 120_000;

/** What does not move as a living face does is always refused, not only where its score would let it pass. */
const PAYLOAD: LivenessPayload = { analyses: [{ type: 'quality', params: { threshold_spoofing: 1 } }] };

/** What came of a medium: the chance of an attack, and that of each frame of a video or an archive. */
export type PadMeasurement =
  | { outcome: 'scored'; confidence: number; frames: number[]; milliseconds: number }
  /** LDE-002004: no face that can be used, or not readable. The reason is the error's, as apps read it. */
  | { outcome: 'no response'; reason: string; message: string; frames: number[] }
  | { outcome: 'failed'; reason: string };

let engine: FaceEngine;

async function start(models: string): Promise<string> {
  engine = await createEngine({ models, cache: false });
  const { status, message } = await engine.livenessHealth();
  if (status !== 0) throw new Error(message);
  return (await engine.version()).tfss;
}

async function measure(address: string): Promise<PadMeasurement> {
  const frames: number[] = [];
  try {
    const response = await fetch(address);
    if (!response.ok) return { outcome: 'failed', reason: "the file can't be read" };
    const crop = new URL(address, location.href).searchParams.get('crop');
    const blob = await response.blob();
    const content = crop === null ? blob : await croppedToFace(engine, blob, Number(crop));
    const medium = { name: 'medium', content };
    const begin = performance.now();
    const signal = AbortSignal.timeout(MEDIUM_TIME_LIMIT_MS);
    const onProgress = ({ score }: { score: number | null }) => {
      if (score !== null) frames.push(score);
    };
    const folder = await engine.detect({ media: [medium], payload: PAYLOAD }, { signal, onProgress });
    const milliseconds = performance.now() - begin;
    const confidence = folder.analyses[0]?.results_media[0]?.results_data.confidence_spoofing;
    if (confidence === undefined) throw new Error('the answer has no result');
    return { outcome: 'scored', confidence, frames, milliseconds };
  } catch (error) {
    const message = reasonOf(error);
    if (error instanceof ApiLiteError && error.code === 'LDE-002004') {
      return { outcome: 'no response', reason: error.reason, message, frames };
    }
    return { outcome: 'failed', reason: message };
  }
}

globalThis.measuringPage = { start, measure } satisfies MeasuringPage<PadMeasurement>;
