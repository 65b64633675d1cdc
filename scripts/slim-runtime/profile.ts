import { createHash } from 'node:crypto';
import { SetupError } from '../project.mjs';
import { functionBodies, readSections } from './wasm-module.ts';

/** The runtime's functions that were seen in use, of exactly one file. */
export interface RuntimeProfile {
  /** The package and its version, for the reader. */
  runtime: string;
  /** SHA-256 of the runtime's WebAssembly file. */
  sha256: string;
  /** How many functions of its own that has. */
  functions: number;
  /** A bit for each of them, the first in the lowest place, in base64: whether it was used. */
  used: string;
}

/** Which functions of the file were used, in their order. */
export function usedFunctions({ functions, used }: RuntimeProfile): boolean[] {
  const bits = Buffer.from(used, 'base64');
  return Array.from(
    { length: functions },
    (_, index) => (((bits[index >> 3] ?? 0) >> (index & 7)) & 1) === 1,
  );
}

/** @param used Of each function of the file, in their order. */
export function makeProfile(runtime: string, wasm: Uint8Array, used: readonly boolean[]): RuntimeProfile {
  const bits = Buffer.alloc(Math.ceil(used.length / 8));
  for (const [index, isUsed] of used.entries()) {
    if (isUsed) bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
  }
  return { runtime, sha256: sha256Of(wasm), functions: used.length, used: bits.toString('base64') };
}

/**
 * Checks that a profile was recorded of a file.
 *
 * @throws {SetupError} if it was of another one.
 */
export function checkProfile(profile: RuntimeProfile, wasm: Uint8Array): void {
  const isSame = profile.sha256 === sha256Of(wasm);
  if (isSame && functionBodies(readSections(wasm)).length === profile.functions) return;
  throw new SetupError(
    `The inference runtime that is installed is not the one that scripts/slim-runtime/profile.json was recorded of (${profile.runtime}). \`npm run record-runtime\` records it anew.`,
  );
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
