import { ApiLiteError, reasonOf } from '../contract/errors.ts';

/**
 * A part of the engine whose script is read when it is first needed. A failed import is a TypeError by itself, as are a
 * caller's mistakes.
 *
 * @throws {ApiLiteError} BPE-001002 if the script can't be read.
 */
export async function laterPart<Part>(script: Promise<Part>): Promise<Part> {
  try {
    return await script;
  } catch (cause) {
    const message = `A part of the engine can't be read: ${reasonOf(cause)}. Check the network, then call again.`;
    throw new ApiLiteError('BPE-001002', message, { cause });
  }
}
