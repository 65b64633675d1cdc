/** The work's outcome. @throws {Error} if it takes longer than so many milliseconds */
export function within<Result>(milliseconds: number, what: string, work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeIsUp = new Promise<never>((_resolve, reject) => {
    const late = () => reject(new Error(`${what} did not end within ${milliseconds / 1000} s`));
    timer = setTimeout(late, milliseconds);
  });
  return Promise.race([work, timeIsUp]).finally(() => clearTimeout(timer));
}
