import { defineConfig } from 'vite';
import { RUNTIME_AS_FILES } from './vite.config.ts';

/**
 * The package for browsers: `npm run build` writes it to `dist`. The worker is one script that an app's bundler only
 * moves; all that it needs besides, the page's code names by a literal `new URL('…', import.meta.url)`.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  resolve: { conditions: RUNTIME_AS_FILES },
  build: {
    outDir: 'dist',
    target: 'es2022',
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        'inpage-face': 'src/index.ts',
        capture: 'src/capture/index.ts',
        'register-service-worker': 'src/page/register-service-worker.ts',
      },
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name].js',
        codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
        assetFileNames: placeOf,
      },
      checks: { pluginTimings: false },
    },
  },
  worker: {
    format: 'es',
    rolldownOptions: {
      output: { entryFileNames: '[name].js', assetFileNames: placeOf, codeSplitting: false },
    },
  },
});

function placeOf({ names: [name = ''] }: { names: readonly string[] }): string {
  if (name.endsWith('.onnx') || name.endsWith('-cohort.bin')) return 'models/[name][extname]';
  if (name.startsWith('ort-')) return 'runtime/[name][extname]';
  return '[name][extname]';
}
