/**
 * The outcome of some work, or the signal's reason if that aborts first: the caller need not wait for the work to
 * notice. It listens only as long as the work goes on: a signal may outlive thousands of calls.
 *
 * @param onAbort Tells the work to stop.
 */
export function untilAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal | undefined,
  onAbort: () => void = () => undefined,
): Promise<Result> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      onAbort();
      reject(signal.reason);
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
