import { ApiLiteError } from '../contract/errors.ts';

/** Says which of N inputs an error is about. */
export async function namingErrors<Result>(filename: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiLiteError)) throw error;
    throw new ApiLiteError(error.code, `${filename}: ${error.message}`, { cause: error });
  }
}
