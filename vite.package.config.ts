import { defineConfig, type Plugin } from 'vite';
import { sameMaps } from './scripts/same-maps.ts';
import { slimRuntime } from './scripts/slim-runtime/slim-files.ts';
import { RUNTIME_AS_FILES } from './vite.config.ts';

/** Vite wraps each `import()` in code that loads the styles of what is imported; nothing the package imports has any. */
const bareImports: Plugin = {
  name: 'bare-imports',
  configResolved({ plugins }) {
    for (const wrapping of ['vite:build-import-analysis', 'native:import-analysis-build']) {
      const place = plugins.findIndex(({ name }) => name === wrapping);
      if (place < 0) throw new Error(`Vite has no plugin ${wrapping} any more: see what wraps import() now.`);
      (plugins as Plugin[]).splice(place, 1);
    }
  },
};

/**
 * The package for browsers: `npm run build` writes it to `dist`. The worker is one script that an app's bundler only
 * moves; all that it needs besides, the page's code names by a literal `new URL('…', import.meta.url)`.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [slimRuntime, bareImports, sameMaps],
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
