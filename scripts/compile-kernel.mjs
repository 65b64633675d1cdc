import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const SOURCE = 'search-kernel.ts';
const FOLDER = fileURLToPath(new URL('../src/templates/search/assembly', import.meta.url));

/** Optimised for speed; no runtime, no checks; the memory is the caller's. */
const OPTIONS = [
  '--optimizeLevel',
  '3',
  '--noAssert',
  '--runtime',
  'stub',
  '--enable',
  'simd',
  '--importMemory',
];

/**
 * Compiles the search kernel.
 *
 * @returns {Promise<Uint8Array>} The WebAssembly module; the same bytes for the same source and compiler.
 */
export async function compileKernel() {
  let wasm;
  const { error, stderr } = await asc.main(
    [SOURCE, '--baseDir', FOLDER, '--outFile', 'kernel.wasm', ...OPTIONS],
    {
      writeFile: (name, contents) => {
        if (name === 'kernel.wasm') wasm = contents;
      },
    },
  );
  if (error !== null || wasm === undefined)
    throw new Error(`The kernel doesn't compile: ${stderr.toString()}`);
  return wasm;
}
