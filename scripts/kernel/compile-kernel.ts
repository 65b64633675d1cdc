import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

/** The kernels: what their WebAssembly is called, their source, and the module that holds it in base64. */
export const KERNELS = {
  search: kernel('SEARCH_KERNEL_WASM', 'templates/search', 'search-kernel'),
  pixels: kernel('PIXEL_KERNEL_WASM', 'media/scaling', 'pixel-kernel'),
};

function kernel(name: string, folder: string, file: string) {
  const inFolder = (path: string) => new URL(`../../src/${folder}/${path}`, import.meta.url);
  return { name, source: inFolder(`assembly/${file}.ts`), module: inFolder(`${file}-wasm.ts`) };
}

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
