import { withTimeout } from '../common/with-timeout.ts';

/** Opening or deleting a database takes milliseconds, seconds on a busy machine; browsers exist that never answer. */
const DATABASE_TIMEOUT_MS = 10_000;

/** The outcome of opening or deleting a database. @throws If the browser doesn't answer within `limit` milliseconds. */
export function withDatabaseTimeout<Result>(
  work: Promise<Result>,
  limit = DATABASE_TIMEOUT_MS,
): Promise<Result> {
  return withTimeout(work, limit, new Error(`IndexedDB did not answer within ${limit} ms`));
}
