import { join } from 'node:path';
import { measureFiles } from '../measuring/measure-files.ts';
import type { PadMeasurement } from './page/page.ts';

/** The map that leaves the model's log-odds as they are: the logit of a score is what the model said. */
const UNCALIBRATED = { spoofing: { slope: 1, intercept: 0 } };

/** Runs `detect` over media in headless Chromium, uncalibrated. */
export function measureMedia(
  files: readonly string[],
  manifest: string,
): Promise<{ runtime: string; measurements: PadMeasurement[] }> {
  const folder = join(import.meta.dirname, 'page');
  return measureFiles({ files, kind: 'media', manifest, folder, calibration: UNCALIBRATED });
}
