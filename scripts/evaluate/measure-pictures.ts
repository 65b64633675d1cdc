import { join } from 'node:path';
import { pathInList } from '../measuring/labelled-list.ts';
import { measureFiles } from '../measuring/measure-files.ts';
import type { Measurement } from './page/page.ts';
import { type Measured, summarise } from './summarise-measurements.ts';

/**
 * Runs the engine over the pictures of a list, in headless Chromium.
 *
 * @param list.pictures their paths in the list
 * @param options.turned gives the pictures one, two and three quarter turns, in turns
 * @param options.manifest path of the model pack's manifest, its files beside it
 */
export async function measurePictures(
  { list, pictures }: { list: string; pictures: readonly string[] },
  options: { manifest: string; turned?: boolean },
): Promise<Measured> {
  const { runtime, measurements } = await measureFiles<Measurement>({
    ...options,
    files: pictures.map((picture) => pathInList(list, picture)),
    kind: 'pictures',
    folder: join(import.meta.dirname, 'page'),
  });
  return summarise(pictures, runtime, measurements);
}
