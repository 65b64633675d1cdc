import type { FaceEngine, WatchedFrame, WatchOptions } from '../index.ts';
import { errorOf } from './error-of.ts';

/** What a component watches: a `<video>` as it plays, a camera's stream, or a track. */
export type LiveSource = HTMLVideoElement | MediaStream | MediaStreamTrack;

/** Options of `useWatch`: those of `engine.watch` for live sources. What is undefined is as if left out. */
export type UseWatchOptions = {
  [Name in Exclude<keyof WatchOptions, 'signal' | 'transfer'>]?: WatchOptions[Name] | undefined;
};

/** What a watch has seen. */
export interface WatchState {
  /** The latest frame and who is in it; undefined before the first, and after a failure. */
  readonly frame: WatchedFrame | undefined;
  /** Why the watch ended; undefined if it goes on, or if the source has ended. */
  readonly error: Error | undefined;
}

/** Before the first frame. */
export const NOTHING_SEEN: WatchState = { frame: undefined, error: undefined };

/**
 * Watches a source until it ends, and tells of each frame; nothing is told after the end.
 *
 * @returns ends the watch and lets go of the source.
 */
export function runWatch(
  engine: FaceEngine,
  source: LiveSource,
  options: UseWatchOptions,
  onChange: (state: WatchState) => void,
): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  void watch(engine, source, { ...(options as WatchOptions), signal }, (state) => {
    if (!signal.aborted) onChange(state);
  });
  return () => ending.abort();
}

/** Never fails: what goes wrong is told. */
async function watch(
  engine: FaceEngine,
  source: LiveSource,
  options: WatchOptions & { signal: AbortSignal },
  tell: (state: WatchState) => void,
): Promise<void> {
  try {
    // React's StrictMode mounts, unmounts and mounts in one go: the mount that stays is the one that opens the source.
    await undefined;
    options.signal.throwIfAborted();
    for await (const frame of engine.watch(source, options)) tell({ frame, error: undefined });
  } catch (error) {
    tell({ frame: undefined, error: errorOf(error) });
  }
}
