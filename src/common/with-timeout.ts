/**
 * The outcome of some work within so many milliseconds.
 *
 * @param expire Called when the time is up, and only then. @returns The error to reject with.
 */
export function withTimeout<Result>(
  work: Promise<Result>,
  limit: number,
  expire: () => Error,
): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(expire()), limit);
  });
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}
