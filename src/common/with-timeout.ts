/** The outcome of some work. @throws The error if it has none within so many milliseconds. */
export function withTimeout<Result>(work: Promise<Result>, limit: number, error: Error): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(error), limit);
  });
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}
