/** Work of this length at a time lets a worker hear of cancellations and of other calls in between. */
const WORK_MS = 50;

/**
 * Long computations call it between their steps: now and then it lets the thread do other things.
 *
 * @returns Rejects with the signal's reason once it is aborted.
 */
export function createPauses(signal: AbortSignal | undefined): () => Promise<void> | undefined {
  let resumed = performance.now();
  return () => {
    if (performance.now() - resumed < WORK_MS) return undefined;
    return (async () => {
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
      resumed = performance.now();
    })();
  };
}
