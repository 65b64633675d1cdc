import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../../../scripts/project.mjs';

/** Builds the page of this folder with the worker's scripts whole, as the package has them. @returns The folder to serve. */
export async function buildPreloadSite(): Promise<string> {
  const folder = join(ROOT, 'build/preload-tests');
  await build({
    root: import.meta.dirname,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
    worker: { rolldownOptions: { output: { codeSplitting: false } } },
  });
  return folder;
}
