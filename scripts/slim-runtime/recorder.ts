import { mkdir, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { build, type Plugin, type PreviewServer, preview } from 'vite';
import { ISOLATION_HEADERS, RUNTIME_AS_FILES } from '../../vite.config.ts';
import { servePackFiles } from '../pack-choice.ts';
import { ROOT } from '../project.mjs';
import { recordingModule, WASM_PAGE } from './recording-module.ts';
import { loaderBehind } from './slim-files.ts';
import { functionBodies, readSections } from './wasm-module.ts';

const FOLDER = join(ROOT, 'build/record-runtime');

/**
 * Builds the page that runs the models, with a runtime that records in the slim one's place, and serves it.
 *
 * @param pictures A folder.
 * @returns Which functions were used so far: it changes as the page works.
 */
export async function serveRecorder(
  whole: Uint8Array,
  pictures: string,
): Promise<{ server: PreviewServer; used: boolean[] }> {
  const functions = functionBodies(readSections(whole)).length;
  const used = Array.from({ length: functions }, () => false);
  await mkdir(FOLDER, { recursive: true });
  const recorder = { pages: Math.ceil(functions / WASM_PAGE), bytes: functions, url: '/used' };
  await writeFile(
    join(FOLDER, 'recording.mjs'),
    await loaderBehind('recording.js', 'withRecording', recorder),
  );
  await writeFile(join(FOLDER, 'recording.wasm'), recordingModule(whole));

  const root = join(import.meta.dirname, 'page');
  const outDir = join(FOLDER, 'page');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: {
      conditions: RUNTIME_AS_FILES,
      alias: [
        {
          find: /^.*\/ort-wasm-simd-threaded\.slim(?=\.(mjs|wasm)\?url$)/,
          replacement: join(FOLDER, 'recording'),
        },
      ],
    },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      rolldownOptions: { checks: { pluginTimings: false } },
    },
    worker: { format: 'es' },
  });
  const serving: Plugin = {
    name: 'recorder',
    configurePreviewServer({ middlewares }) {
      middlewares.use('/used', async (request, response) => {
        for (const [index, byte] of (await bodyOf(request)).entries()) if (byte) used[index] = true;
        response.end();
      });
      middlewares.use('/pack', servePackFiles());
      middlewares.use('/pictures', sirv(pictures, { dev: true }));
    },
  };
  const server = await preview({
    root,
    configFile: false,
    build: { outDir },
    plugins: [serving],
    preview: { port: 0, host: '127.0.0.1', headers: ISOLATION_HEADERS },
  });
  return { server, used };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}
