import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../../scripts/project.mjs';

/** Builds the library and gives the folder with its `inpage-face.js`. */
export async function buildLibrary(): Promise<string> {
  const outDir = join(ROOT, 'build/bench/library');
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: true,
      sourcemap: false,
      rolldownOptions: {
        input: join(ROOT, 'src/index.ts'),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'inpage-face.js' },
      },
    },
  });
  return outDir;
}
