import { join } from 'node:path';
import { measureFiles } from '../../measuring/measure-files.ts';
import type { ServedFile } from '../../measuring/serve-page.ts';
import type { Extraction } from './page/page.ts';

/** Enough to keep the workers of an engine busy. */
const PICTURES_AT_ONCE = 8;

/**
 * Has templates made of pictures, in headless Chromium.
 *
 * @param kind What they are, in the plural, for the progress bar.
 * @param calibration Takes the place of the manifest's calibrations of the same names.
 * @returns what came of them, in their order
 */
export async function extractPictures(
  files: readonly ServedFile[],
  kind: string,
  manifest: string,
  calibration: object = {},
): Promise<Extraction[]> {
  const folder = join(import.meta.dirname, 'page');
  const atOnce = PICTURES_AT_ONCE;
  const { measurements } = await measureFiles<Extraction>({
    files,
    kind,
    manifest,
    folder,
    atOnce,
    calibration,
  });
  return measurements;
}
