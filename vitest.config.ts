import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import sirv from 'sirv';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, ensureChromium } from './scripts/chromium.mjs';
import { encodedPicture } from './test/support/encoded-pictures.ts';
import { SAMPLES_FOLDER, SHARED_FOLDER } from './test/support/folders.ts';
import { ISOLATION_HEADERS } from './vite.config.ts';

const provide = { hasShared: existsSync(SHARED_FOLDER) };

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
    server.middlewares.use('/test-data', (_request, response) => {
      response.statusCode = 404;
      response.end();
    });
  },
};

/** A dependency that Vite only discovers during a run reloads the page under the tests: name all beforehand. */
function dependenciesToPrebundle(): string[] {
  const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'));
  const imported = new Map([['file-type', 'file-type/core']]);
  const names = Object.keys(dependencies).filter((name) => name !== 'onnxruntime-web');
  return names.map((name) => imported.get(name) ?? name);
}

export default defineConfig({
  test: {
    reporters: ['default', './test/support/summary-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts'],
          provide,
        },
      },
      {
        extends: './vite.config.ts',
        plugins: [isolation, testData],
        optimizeDeps: { include: dependenciesToPrebundle() },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          provide,
          testTimeout: 30_000,
          hookTimeout: 60_000,
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
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/serve-demo.ts'],
          provide,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
