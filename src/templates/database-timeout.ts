/** Opening or deleting a database takes milliseconds, seconds on a busy machine; browsers exist that never answer. */
const DATABASE_TIMEOUT_MS = 10_000;

/** The outcome of opening or deleting a database. @throws If the browser doesn't answer within `limit` milliseconds. */
export async function withDatabaseTimeout<Result>(
  work: Promise<Result>,
  limit = DATABASE_TIMEOUT_MS,
): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const error = new Error(`IndexedDB did not answer within ${limit} ms`);
    timer = setTimeout(() => reject(error), limit);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
