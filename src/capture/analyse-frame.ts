import type { Face } from '../engine/engine-methods.ts';
import type { FaceEngine } from '../page/face-engine.ts';
import type { FaceQuality } from '../vision/quality.ts';
import { brightnessOf, type CameraFrame, searchedCopy } from './camera-frame.ts';
import { codeOf } from './error-code.ts';
import {
  type FaceAtTime,
  type GuidanceCode,
  guideByPlace,
  guideByQuality,
  speedBetween,
} from './guidance.ts';

export interface FrameFinding {
  code: GuidanceCode;
  /** The largest face, in pixels of the copy that it was looked for in. */
  face?: Face;
  /** Measured if one face stands in the oval, or if the person pressed the shutter. */
  quality?: FaceQuality;
}

export interface FrameOptions {
  engine: FaceEngine;
  signal: AbortSignal;
  /** Least `unifiedQualityScore`. */
  minQuality: number;
  before: FaceAtTime | undefined;
  /** Measure the quality wherever the one face stands. */
  always: boolean;
}

/**
 * Looks at a frame: the faces first, on a small copy; the quality only if that can go well, as it takes
 * twice as long.
 *
 * @throws whatever the engine fails with, apart from what it says of the picture.
 */
export async function analyseFrame(frame: CameraFrame, options: FrameOptions): Promise<FrameFinding> {
  const { engine, signal, minQuality, before, always } = options;
  const { bitmap, time } = frame;
  const { face, misplaced } = await lookForFaces(bitmap, engine, signal);
  if (!face) return { code: misplaced ?? 'no-face' };
  if (misplaced && (!always || misplaced === 'several-faces')) return { code: misplaced, face };
  const quality = await qualityOf(bitmap, engine, signal);
  if (typeof quality === 'string') return { code: quality, face };
  const speed = speedBetween(before, { face, time });
  return { code: misplaced ?? guideByQuality(quality, speed, minQuality), face, quality };
}

/** What the faces of a picture tell by their number and places. */
export interface FacePlace {
  /** The largest, in pixels of the copy that it was looked for in. */
  face: Face | undefined;
  /** Undefined if one face stands in the oval. */
  misplaced: GuidanceCode | undefined;
}

/** Looks for the faces alone. @throws whatever the engine fails with. */
export async function lookForFaces(
  bitmap: ImageBitmap,
  engine: FaceEngine,
  signal: AbortSignal,
): Promise<FacePlace> {
  const copy = await searchedCopy(bitmap);
  const { width, height } = copy;
  const faces = await engine.faces(copy, { signal, transfer: true });
  const misplaced = guideByPlace(faces, { width, height }, () => brightnessOf(bitmap));
  return { face: faces[0], misplaced };
}

/** What the engine refuses a picture with, as guidance. */
const REFUSALS: Partial<Record<string, GuidanceCode>> = {
  'BPE-003002': 'no-face',
  'BPE-003003': 'several-faces',
};

async function qualityOf(
  bitmap: ImageBitmap,
  engine: FaceEngine,
  signal: AbortSignal,
): Promise<FaceQuality | GuidanceCode> {
  try {
    return await engine.quality(bitmap, { signal });
  } catch (error) {
    const refusal = REFUSALS[codeOf(error) ?? ''];
    if (refusal) return refusal;
    throw error;
  }
}
