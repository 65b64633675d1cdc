// `npm run build:demo`: builds the demo page to build/demo unless nothing changed since the last build, with compressed
// copies of its files beside them.
import { join } from 'node:path';
import { buildIfChanged } from './build-if-changed.mjs';
import { COPY_ENDINGS, compressFiles } from './compress-files.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureModels } from './models.mjs';
import { isMain, ROOT, runMain } from './project.mjs';

/** All that the build reads. */
const INPUTS = [
  'index.html',
  'src',
  'public',
  'models',
  'vite.config.ts',
  'scripts/host-headers.ts',
  'scripts/pack-choice.ts',
  'vite.service-worker.config.ts',
  'tsconfig.json',
  'package-lock.json',
];

/** Builds the demo if an input changed; packages and models must be there. */
export function buildDemo() {
  return buildIfChanged({
    stamp: 'build/demo.stamp',
    inputs: INPUTS,
    result: 'build/demo/index.html',
    build: async () => {
      console.log('Building the demo …');
      const { build } = await import('vite');
      await build({ root: ROOT, logLevel: 'warn' });
      await build({
        root: ROOT,
        configFile: join(ROOT, 'vite.service-worker.config.ts'),
        logLevel: 'warn',
      });
    },
  });
}

async function main() {
  await ensureInstalled();
  await ensureModels();
  await buildDemo();
  console.log('Compressing its files …');
  await compressFiles(join(ROOT, 'build/demo'), COPY_ENDINGS, join(ROOT, 'build/compressed'));
}

if (isMain(import.meta.url)) await runMain(main);
