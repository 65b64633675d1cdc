import { withTimeout } from '../common/with-timeout.ts';

/** Opening or deleting a database takes milliseconds, seconds on a busy machine; browsers exist that never answer. */
const DATABASE_TIMEOUT_MS = 10_000;

/** The outcome of opening or deleting a database. @throws If the browser doesn't answer in time. */
export function withDatabaseTimeout<Result>(work: Promise<Result>): Promise<Result> {
  const expire = () => new Error(`IndexedDB did not answer within ${DATABASE_TIMEOUT_MS} ms`);
  return withTimeout(work, DATABASE_TIMEOUT_MS, expire);
}
