import { isDenied } from '../common/is-denied.ts';

/** How a lock is asked for. */
interface Asking {
  mode?: LockMode;
  /** Milliseconds to wait for it: then the work is done without. Default: as long as it takes. */
  patience?: number;
}

/**
 * Runs work while a Web Lock is held. Pages without a storage of their own have no locks, and no other tab to race with
 * either: there the work is just done.
 */
export async function withLock<Result>(
  name: string,
  { mode = 'exclusive', patience }: Asking,
  work: () => Promise<Result>,
): Promise<Result> {
  let hasBegun = false;
  const locked = async () => {
    hasBegun = true;
    return await work();
  };
  const signal = patience === undefined ? undefined : AbortSignal.timeout(patience);
  try {
    return await (globalThis.navigator?.locks?.request(name, { mode, ...(signal && { signal }) }, locked) ??
      locked());
  } catch (error) {
    const isUnlocked = isDenied(error) || (signal?.aborted === true && error === signal.reason);
    if (hasBegun || !isUnlocked) throw error;
    return await work();
  }
}
