import { isDenied } from '../common/is-denied.ts';

const LOCK = 'inpage-face/erasing';

/**
 * Runs work that makes something with its key, while nothing is erased: the two lie in two databases, and of one made
 * during an erasure only half might be left.
 */
export function whileNothingIsErased<Result>(work: () => Promise<Result>): Promise<Result> {
  return withLock('shared', work);
}

/** Runs an erasure, while nothing is made, in any tab. */
export function whileNothingIsMade<Result>(work: () => Promise<Result>): Promise<Result> {
  return withLock('exclusive', work);
}

async function withLock<Result>(mode: LockMode, work: () => Promise<Result>): Promise<Result> {
  let hasBegun = false;
  const locked = async () => {
    hasBegun = true;
    return await work();
  };
  try {
    return await (globalThis.navigator?.locks?.request(LOCK, { mode }, locked) ?? locked());
  } catch (error) {
    // Pages without a storage of their own have no locks, and no other tab to race with either.
    if (hasBegun || !isDenied(error)) throw error;
    return await work();
  }
}
