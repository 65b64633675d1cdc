import { reasonOf } from '../contract/errors.ts';
import type { RuntimeFiles } from './runtime-files.ts';
import { wholeFile } from './whole-file.ts';

/**
 * The whole binary of the plain build.
 *
 * @throws What `bytesOf` throws; {Error} if the two files are of different versions.
 */
export async function wholeRuntime(
  { slim, wasm }: RuntimeFiles,
  bytesOf: (url: string) => Promise<ArrayBuffer>,
): Promise<ArrayBuffer> {
  const [one, rest] = await Promise.all([bytesOf(slim.wasm), bytesOf(wasm.rest)]);
  try {
    return wholeFile(new Uint8Array(one), new Uint8Array(rest)).buffer;
  } catch (cause) {
    throw new Error(`${wasm.rest} can't be used: ${reasonOf(cause)}`, { cause });
  }
}
