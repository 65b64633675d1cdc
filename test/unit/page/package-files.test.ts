import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../../scripts/project.mjs';
import { filesUnder } from '../../../src/page/package-files.ts';

const FOLDER = 'https://files.example/face/';

test('every file lies under the folder, by the name that the build gives it', () => {
  const { worker, engine, runtime, pack } = filesUnder(FOLDER);
  expect([worker, engine]).toEqual([`${FOLDER}face-worker.js`, `${FOLDER}worker-engine.js`]);
  const runtimes = Object.values(runtime).flatMap(({ mjs, wasm }) => [mjs, wasm]);
  for (const url of runtimes) {
    const name = url.replace(`${FOLDER}runtime/`, '');
    expect(existsSync(join(ROOT, 'node_modules/onnxruntime-web/dist', name)), url).toBe(true);
  }
  expect(Object.values(pack.urls)).toEqual(pack.manifest.models.map(({ file }) => `${FOLDER}models/${file}`));
});
