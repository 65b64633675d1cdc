import { ApiLiteError } from '../contract/errors.ts';

/** A worker did not answer any more and was ended: calls that are not to blame are made again in another. */
export class StuckWorkerError extends ApiLiteError {
  /** @param readers The calls whose media it was reading then. */
  constructor(readonly readers: ReadonlySet<number>) {
    super(
      'BPE-001001',
      "The engine's worker did not answer any more and was ended. Call again: it starts anew.",
    );
  }
}

/** Makes a call again if its worker got stuck over another. */
export async function repeatedOnce<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof StuckWorkerError)) throw error;
    return await call();
  }
}
