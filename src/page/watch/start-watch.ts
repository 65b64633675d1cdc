import { checkOptions } from '../../common/check-options.ts';
import { GalleryClient } from '../gallery-client.ts';
import { OPTION_NAMES } from '../option-names.ts';
import type { WorkerCalls } from '../worker-calls.ts';
import { feedOf } from './open-feed.ts';
import { watchFaces } from './watch-faces.ts';
import type { WatchedFrame, WatchOptions, WatchSource } from './watch-options.ts';
import { watchWorker } from './watch-worker.ts';

/**
 * Checks what an app asks for, and makes the watch; it begins when the first result is asked for.
 *
 * @param handle One for each watch of the page.
 * @throws {TypeError} naming the option, or if the source is none of the kinds.
 */
export function startWatch(
  source: WatchSource,
  options: WatchOptions,
  handle: number,
  calls: WorkerCalls,
): AsyncGenerator<WatchedFrame, void, undefined> {
  checkOptions(options, OPTION_NAMES.watch, 'watch() options');
  const { signal, gallery: given, transfer = false, ...selection } = options;
  checkSelection(selection);
  const gallery = given && GalleryClient.referenceTo(given, calls);
  const openFeed = feedOf(source, transfer);
  return watchFaces(openFeed, watchWorker({ handle, selection, gallery }, calls, signal), signal);
}

function checkSelection({ templates, maxFaces }: WatchOptions): void {
  if (templates !== undefined && templates !== 'best' && templates !== 'all') {
    throw new TypeError(`options.templates must be 'best' or 'all', not ${String(templates)}`);
  }
  if (maxFaces !== undefined && !(Number.isInteger(maxFaces) && maxFaces >= 1)) {
    throw new TypeError('options.maxFaces must be a whole number from 1 on');
  }
}
