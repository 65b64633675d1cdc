import { withLock } from '../runtime/with-lock.ts';

const LOCK = 'inpage-face/erasing';

/**
 * Runs work that makes something with its key, while nothing is erased: the two lie in two databases, and of one made
 * during an erasure only half might be left.
 */
export function whileNothingIsErased<Result>(work: () => Promise<Result>): Promise<Result> {
  return withLock(LOCK, { mode: 'shared' }, work);
}

/** Runs an erasure, while nothing is made, in any tab. */
export function whileNothingIsMade<Result>(work: () => Promise<Result>): Promise<Result> {
  return withLock(LOCK, {}, work);
}
