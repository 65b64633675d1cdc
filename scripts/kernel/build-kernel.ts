// npm run build:kernel: compiles the search kernel into the module the library imports.
import { writeFile } from 'node:fs/promises';
import { compileKernel, KERNEL_SOURCE } from './compile-kernel.ts';

const MODULE = new URL('../../src/templates/search/search-kernel-wasm.ts', import.meta.url);

const wasm = await compileKernel(KERNEL_SOURCE);
const base64 = Buffer.from(wasm).toString('base64');
await writeFile(
  MODULE,
  `/** assembly/search-kernel.ts, compiled by \`npm run build:kernel\`: WebAssembly in base64. */
export const SEARCH_KERNEL_WASM =
  '${base64}';
`,
);
console.log(`search-kernel-wasm.ts: ${wasm.length} bytes of WebAssembly`);
