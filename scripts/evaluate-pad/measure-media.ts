import { join } from 'node:path';
import { measureFiles } from '../measuring/measure-files.ts';
import type { PadMeasurement } from './page/page.ts';

/** The map that leaves the model's log-odds as they are: the logit of a score is what the model said. */
const UNCALIBRATED = { spoofing: { slope: 1, intercept: 0 } };

/** How media are measured, other than by the pack as it is. */
export interface MeasuringOptions {
  /** Names of the antispoofing models whose mean judges, instead of all by the pack's rule. */
  antispoofing?: readonly string[];
  /** So many times the face is what pictures are cropped to first. */
  crop?: number;
}

/** Runs `detect` over media in headless Chromium, uncalibrated. */
export function measureMedia(
  files: readonly string[],
  manifest: string,
  { antispoofing, crop }: MeasuringOptions = {},
): Promise<{ runtime: string; measurements: PadMeasurement[] }> {
  const folder = join(import.meta.dirname, 'page');
  return measureFiles({
    files,
    kind: 'media',
    manifest,
    folder,
    calibration: UNCALIBRATED,
    ...(antispoofing && { antispoofing }),
    ...(crop !== undefined && { query: `?crop=${crop}` }),
  });
}
