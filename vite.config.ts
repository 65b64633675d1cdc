import { defineConfig } from 'vite';
import { hostHeaders, sentAsByHost } from './scripts/host-headers.ts';
import { chosenPack } from './scripts/pack-choice.ts';
import { sentCompressed } from './scripts/sent-compressed.ts';
import { slimRuntime } from './scripts/slim-runtime/slim-files.ts';

/** Cross-origin isolation: what WASM threads need, of the headers that a host sends. */
export const ISOLATION_HEADERS = Object.fromEntries(
  Object.entries(hostHeaders('/')).filter(([name]) => name.startsWith('Cross-Origin-')),
);

/** The runtime's own loader files must stay files: its threads start from their own URL (docs/architecture.md). */
export const RUNTIME_AS_FILES = [
  'onnxruntime-web-use-extern-wasm',
  'module',
  'browser',
  'development|production',
];

const port = Number(process.env.PORT ?? 4173);

/** The demo page: `npm start` builds it to `build/demo` and serves it. */
export default defineConfig({
  base: './',
  plugins: [slimRuntime, chosenPack(), sentAsByHost, sentCompressed],
  // A path without a file answers 404 instead of the page: an app that asks for a missing model must notice.
  appType: 'mpa',
  build: {
    outDir: 'build/demo',
    target: 'es2022',
    sourcemap: true,
    assetsInlineLimit: 0,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  resolve: { conditions: RUNTIME_AS_FILES },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  worker: { format: 'es', plugins: chosenPack },
  server: { headers: ISOLATION_HEADERS },
  preview: { host: '127.0.0.1', port, strictPort: true },
});
