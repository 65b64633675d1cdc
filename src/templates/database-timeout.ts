/** Opening or deleting a database takes milliseconds; browsers exist that never answer. */
const DATABASE_TIMEOUT_MS = 3000;

/** The outcome of opening or deleting a database. @throws If the browser doesn't answer. */
export async function withDatabaseTimeout<Result>(work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const error = new Error(`IndexedDB did not answer within ${DATABASE_TIMEOUT_MS} ms`);
    timer = setTimeout(() => reject(error), DATABASE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
