import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

/** The search kernel's source. */
export const KERNEL_SOURCE = new URL('../../src/templates/search/assembly/search-kernel.ts', import.meta.url);

/** Optimised for speed; no runtime, no checks; the memory is the caller's. */
const OPTIONS = '--optimizeLevel 3 --noAssert --runtime stub --enable simd --importMemory'.split(' ');

/**
 * Compiles AssemblyScript.
 *
 * @returns The WebAssembly module; the same bytes for the same source and compiler.
 */
export async function compileKernel(source: URL): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const { error, stderr } = await asc.main(['source.ts', '--outFile', 'kernel.wasm', ...OPTIONS], {
    readFile: (name) => (name === 'source.ts' ? readFileSync(fileURLToPath(source), 'utf8') : null),
    writeFile: (name, contents) => {
      if (contents instanceof Uint8Array) files.set(name, contents);
    },
  });
  const wasm = files.get('kernel.wasm');
  if (error !== null || wasm === undefined)
    throw new Error(`The kernel doesn't compile: ${stderr.toString()}`);
  return wasm;
}
