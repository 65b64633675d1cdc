import { checkOptions } from '../../common/check-options.ts';
import { OPTION_NAMES } from '../option-names.ts';
import { ClockedFeed } from '../watch/clocked-feed.ts';
import { feedOf } from '../watch/open-feed.ts';
import { watchFaces } from '../watch/watch-faces.ts';
import type { WatchSource } from '../watch/watch-options.ts';
import { watchWorker } from '../watch/watch-worker.ts';
import type { WorkerCalls } from '../worker-calls.ts';
import { checkChoice, chooseGestures } from './choose-gestures.ts';
import type { GestureChoice, GesturesOptions, GesturesResult } from './gesture-options.ts';
import { GestureRun } from './gesture-run.ts';

/** Seconds for each gesture unless the app says otherwise: to read what is asked for, and to do it. */
const DEFAULT_TIMEOUT = 10;

/** What gestures are told by. Bystanders are followed, too: one of them may come near. */
const WORK = { landmarks: true, eyes: true, continuity: true, maxFaces: 3 } as const;

/**
 * Asks for gestures, and tells what became of them.
 *
 * @param handle One for each watch of the page.
 * @throws {TypeError} naming the option, or if the source is none of the kinds.
 */
export async function askGestures(
  source: WatchSource,
  choice: GestureChoice,
  options: GesturesOptions,
  handle: number,
  calls: WorkerCalls,
): Promise<GesturesResult> {
  checkOptions(options, OPTION_NAMES.gestures, 'gestures() options');
  checkChoice(choice);
  const {
    signal,
    nonce,
    timeout = DEFAULT_TIMEOUT,
    mirrored = false,
    transfer = false,
    onProgress,
  } = options;
  if (!(timeout > 0)) throw new TypeError('options.timeout must be a number of seconds above 0');
  const openFeed = feedOf(source, transfer);
  const gestures = await chooseGestures(choice, nonce);
  const worker = watchWorker({ handle, selection: WORK, gallery: undefined }, calls, signal);
  const frames = watchFaces(() => new ClockedFeed(openFeed()), worker, signal);
  const run = new GestureRun({ gestures, nonce, timeout, mirrored });
  let first: number | undefined;
  for await (const frame of frames) {
    first ??= frame.time;
    const timed = { ...frame, time: frame.time - first };
    const outcome = run.look(timed);
    onProgress?.(run.progressOf(timed));
    if (outcome) return outcome;
  }
  return run.end();
}
