import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ROOT } from '../../../scripts/project.mjs';
import { defaultPack } from '../../../src/page/default-pack.ts';
import { filesElsewhere } from '../../../src/page/files-elsewhere.ts';
import type { PackageFiles } from '../../../src/page/package-files.ts';
import { filesOf, locatedPack } from '../../../src/runtime/model-pack.ts';

const APP = 'https://app.example';

afterEach(() => vi.unstubAllGlobals());

function filesOn(page: string, assets: string | URL | undefined, worker = `${APP}/x/face-worker.js`) {
  vi.stubGlobal('origin', APP);
  vi.stubGlobal('document', { baseURI: page });
  const build = { mjs: `${APP}/x/ort.mjs`, wasm: `${APP}/x/ort.wasm` };
  const runtime = {
    slim: build,
    wasm: { mjs: `${APP}/x/ort.mjs`, rest: `${APP}/x/rest.wasm` },
    webgpu: build,
  };
  const built: PackageFiles = {
    worker,
    engine: `${APP}/x/engine.js`,
    videos: `${APP}/x/videos.js`,
    runtime,
    pack: locatedPack(defaultPack),
  };
  return filesElsewhere(built, assets);
}

describe('a folder that the app names', () => {
  test('holds every file by the name that the build gives it', () => {
    const { worker, starter, engine, videos, runtime, pack } = filesOn(`${APP}/`, '/face');
    const folder = `${APP}/face/`;
    const scripts = ['face-worker', 'worker-engine', 'video-script'];
    expect([worker, engine, videos]).toEqual(scripts.map((name) => `${folder}${name}.js`));
    expect(starter).toBeUndefined();
    for (const url of Object.values(runtime).flatMap((files): string[] => Object.values(files))) {
      const name = url.replace(`${folder}runtime/`, '');
      const made = /\.(slim|rest)\./.test(name) ? 'build/runtime' : 'node_modules/onnxruntime-web/dist';
      expect(existsSync(join(ROOT, made, name)), url).toBe(true);
    }
    expect(Object.values(pack.urls)).toEqual(
      filesOf(pack.manifest).map(({ file }) => `${folder}models/${file}`),
    );
  });

  test.each([
    ['face', `${APP}/a/face/face-worker.js`],
    ['../face/', `${APP}/face/face-worker.js`],
    [new URL('https://app.example/face?v=1#x'), `${APP}/face/face-worker.js`],
    ['capacitor://localhost/face', 'capacitor://localhost/face/face-worker.js'],
  ])('%s is relative to the document', (assets, worker) => {
    expect(filesOn(`${APP}/a/index.html`, assets).worker).toBe(worker);
  });

  test('at another origin gives the worker a starter of this one', async () => {
    const { starter = '' } = filesOn(`${APP}/`, 'https://files.example/face');
    expect(await (await fetch(starter)).text()).toBe('import "https://files.example/face/face-worker.js";');
  });

  test.each([
    ['http://', 'options.assets must be a URL, not http://'],
    ['https://ada:secret@files.example/', 'options.assets must be a URL without a name and password'],
  ])('is no such thing as %s', (assets, message) => {
    expect(() => filesOn(`${APP}/`, assets)).toThrow(new TypeError(message));
  });
});

test.each([
  ['/node_modules/.vite/deps/face-worker.js', '/node_modules/inpage-face/dist/face-worker.js'],
  [
    '/base/node_modules/.vite/vitest/0a/deps/face-worker.js',
    '/base/node_modules/inpage-face/dist/face-worker.js',
  ],
  [
    '/_nuxt/@fs/app/node_modules/.cache/vite/client/deps/face-worker.js',
    '/_nuxt/@fs/app/node_modules/inpage-face/dist/face-worker.js',
  ],
  [
    '/node_modules/.pnpm/inpage-face@1/node_modules/inpage-face/dist/face-worker.js',
    '/node_modules/.pnpm/inpage-face@1/node_modules/inpage-face/dist/face-worker.js',
  ],
  ['/x/.vite/deps/face-worker.js', '/x/.vite/deps/face-worker.js'],
])('of the optimizer’s cache: %s is at %s', (cached, installed) => {
  expect(filesOn(`${APP}/`, undefined, `${APP}${cached}`).worker).toBe(`${APP}${installed}`);
});
