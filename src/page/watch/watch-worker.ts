import type { WatchCall } from '../../crossing/worker-protocol.ts';
import type { LookedAtFrame } from '../../engine/watched-frame.ts';
import type { WorkerCalls } from '../worker-calls.ts';
import type { WatchWorker } from './watch-faces.ts';

/** The first worker's side of a watch. */
export function watchWorker(
  watch: Omit<WatchCall['watch'], 'resume'>,
  calls: WorkerCalls,
  signal: AbortSignal | undefined,
): WatchWorker {
  return {
    look: async ({ image, time, handed }, resume) =>
      (await calls.watch(
        { watch: { ...watch, resume }, frame: image, time },
        handed,
        signal,
      )) as LookedAtFrame,
    close: () => calls.endWatch({ ...watch, resume: { nextId: 1, people: [] } }),
  };
}
