import { ApiLiteError } from '../contract/errors.ts';

/** Runs work on one of N inputs; an error of it says by the input's name which one it is about. */
export async function withFilename<Result>(filename: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiLiteError)) throw error;
    const { code, message, reason } = error;
    throw new ApiLiteError(code, `${filename}: ${message}`, { cause: error, reason });
  }
}
