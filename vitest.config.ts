import { existsSync } from 'node:fs';
import { playwright } from '@vitest/browser-playwright';
import sirv from 'sirv';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, ensureChromium } from './scripts/chromium.mjs';
import { ensureFfmpeg } from './scripts/ffmpeg.mjs';
import { chosenPack } from './scripts/pack-choice.ts';
import { encodedPicture } from './test/support/encoded-pictures.ts';
import { ffmpegVideo } from './test/support/ffmpeg-videos.ts';
import { SAMPLES_FOLDER, SHARED_FOLDER } from './test/support/folders.ts';
import { PATIENCE_MS } from './test/support/patience.ts';
import { ISOLATION_HEADERS } from './vite.config.ts';

const provide = { hasShared: existsSync(SHARED_FOLDER), hasFfmpeg: await ensureFfmpeg() };

/** Vite's own headers miss the pages vitest serves: set them on every answer. */
const isolation: Plugin = {
  name: 'cross-origin-isolation',
  enforce: 'pre',
  configureServer(server) {
    server.middlewares.use((_request, response, next) => {
      for (const [name, value] of Object.entries(ISOLATION_HEADERS)) response.setHeader(name, value);
      next();
    });
  },
};

/** Serves the test pictures, which are no part of this repository, to tests in the browser. */
const testData: Plugin = {
  name: 'test-data',
  configureServer(server) {
    server.middlewares.use('/test-data/samples', sirv(SAMPLES_FOLDER, { dev: true }));
    if (provide.hasShared) server.middlewares.use('/test-data/shared', sirv(SHARED_FOLDER, { dev: true }));
    server.middlewares.use('/test-data/encoded', async (request, response, next) => {
      const picture = await encodedPicture(request.url?.slice(1) ?? '');
      if (!picture) return next();
      response.end(picture);
    });
    server.middlewares.use('/test-data/ffmpeg', async (request, response, next) => {
      const video = await ffmpegVideo(request.url?.slice(1) ?? '');
      if (!video) return next();
      response.end(video);
    });
    server.middlewares.use('/test-data/no-scripts', (request, response) => {
      const [, type = ''] = /^\/(\w+)\//.exec(request.url ?? '') ?? [];
      response.setHeader('Content-Type', `text/${type}`);
      response.end('<!doctype html>');
    });
    server.middlewares.use('/test-data', (_request, response) => {
      response.statusCode = 404;
      response.end();
    });
  },
};

/** The libraries in the package's code, and the frameworks. One that Vite only discovers during a run reloads the page under the tests. */
const LIBRARIES = [
  '@remix-run/multipart-parser',
  '@zip.js/zip.js',
  'comlink',
  'crc-32',
  'file-type/core',
  'hash-wasm',
  'idb',
  'idb-keyval',
  'image-size',
  'mediabunny',
  'modern-tar',
  'p-limit',
  'react',
  'react-dom/client',
  'valibot',
  'vue',
  'workbox-precaching',
];

export default defineConfig({
  test: {
    reporters: ['default', './test/support/summary-reporter.ts'],
    projects: [
      {
        plugins: chosenPack(),
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts'],
          testTimeout: 2 * PATIENCE_MS,
          hookTimeout: 3 * PATIENCE_MS,
          provide,
        },
      },
      {
        extends: './vite.config.ts',
        plugins: [isolation, testData],
        // Consumers' builds beside the tests write projects of their own, and Vite would load every page anew for each.
        server: { watch: { ignored: ['**/build/**', '**/dist/**'] } },
        optimizeDeps: { include: LIBRARIES },
        // Vue's build for bundlers asks for them.
        define: {
          __VUE_OPTIONS_API__: 'true',
          __VUE_PROD_DEVTOOLS__: 'false',
          __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
        },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          setupFiles: ['test/support/empty-databases.ts'],
          provide,
          testTimeout: 2 * PATIENCE_MS,
          hookTimeout: 3 * PATIENCE_MS,
          css: true,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            // All files share one origin: its databases, caches and quota are one test's at a time.
            fileParallelism: false,
            provider: playwright({
              launchOptions: { executablePath: await ensureChromium(), args: CHROMIUM_ARGS },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        plugins: chosenPack(),
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts', 'test/campaigns/*.test.ts'],
          globalSetup: ['test/e2e/serve-demo.ts'],
          provide,
          testTimeout: 3 * PATIENCE_MS,
          hookTimeout: 3 * PATIENCE_MS,
        },
      },
      {
        test: {
          name: 'engines',
          environment: 'node',
          include: ['test/engines/*.test.ts'],
          provide,
          testTimeout: 5 * PATIENCE_MS,
          // The package and the demo are built: minutes on a busy machine.
          hookTimeout: 10 * PATIENCE_MS,
          // After all others: the package that it serves is built anew by one of them.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'consumers',
          environment: 'node',
          include: ['test/consumers/*.test.ts'],
          globalSetup: ['test/consumers/pack-package.ts'],
          // Packages are installed and built: minutes on a busy machine.
          testTimeout: 10 * PATIENCE_MS,
          hookTimeout: 5 * PATIENCE_MS,
          provide,
        },
      },
    ],
  },
});
