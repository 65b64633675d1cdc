// npm run build:kernel: compiles the kernels into the modules that the library imports.
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { compileKernel, KERNELS } from './compile-kernel.ts';

for (const { name, source, module } of Object.values(KERNELS)) {
  const wasm = await compileKernel(source);
  const base64 = Buffer.from(wasm).toString('base64');
  await writeFile(
    module,
    `/** assembly/${basename(source.pathname)}, compiled by \`npm run build:kernel\`: WebAssembly in base64. */
export const ${name} =
  '${base64}';
`,
  );
  console.log(`${basename(module.pathname)}: ${wasm.length} bytes of WebAssembly`);
}
