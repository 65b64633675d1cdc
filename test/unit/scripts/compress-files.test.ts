import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { preview } from 'vite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { copyFiles } from '../../../scripts/cli/copy-files.mjs';
import { compressFiles } from '../../../scripts/compress-files.mjs';
import { sentCompressed } from '../../../scripts/sent-compressed.ts';
import { servedAddress } from '../../../scripts/served-address.ts';

const SCRIPT = 'export const nothing = undefined;\n'.repeat(100);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inpage-face-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('compressed copies', () => {
  test('hold what their files do', async () => {
    await writeFile(join(folder, 'a.js'), SCRIPT);
    expect(await compressFiles(folder, ['.br', '.gz'])).toBe(2);
    expect(brotliDecompressSync(await readFile(join(folder, 'a.js.br'))).toString()).toBe(SCRIPT);
    expect(gunzipSync(await readFile(join(folder, 'a.js.gz'))).toString()).toBe(SCRIPT);
  });

  test('are not made of what is compressed already, is for developers, or saves nothing', async () => {
    const noise = crypto.getRandomValues(new Uint8Array(1000));
    await Promise.all(['a.png', 'a.js.map', 'a.onnx'].map((name) => writeFile(join(folder, name), noise)));
    expect(await compressFiles(folder, ['.br'])).toBe(0);
    expect(await readdir(folder)).toHaveLength(3);
  });

  test('are made anew when a file changes, and kept for the next time', async () => {
    const kept = join(folder, 'kept');
    const site = join(folder, 'site');
    await mkdir(site);
    await writeFile(join(site, 'a.js'), SCRIPT);
    await compressFiles(site, ['.br'], kept);
    await writeFile(join(site, 'a.js'), `${SCRIPT}//`);
    await compressFiles(site, ['.br'], kept);
    expect(brotliDecompressSync(await readFile(join(site, 'a.js.br'))).toString()).toBe(`${SCRIPT}//`);
    expect(await readdir(kept)).toHaveLength(2);
  });

  test('are sent to browsers that take them, under the name and type of the file', async () => {
    await writeFile(join(folder, 'a.mjs'), SCRIPT);
    await compressFiles(folder, ['.br', '.gz']);
    const server = await preview({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      plugins: [sentCompressed],
      build: { outDir: '.' },
      preview: { host: '127.0.0.1', port: 0 },
    });
    try {
      for (const [accepted, sent] of [
        ['gzip, br', 'br'],
        ['gzip', 'gzip'],
        ['identity', null],
      ] as const) {
        const { headers, text } = await get(`${servedAddress(server)}a.mjs`, accepted);
        expect(headers.get('content-encoding')).toBe(sent);
        expect(headers.get('content-type')).toMatch(/^text\/javascript/);
        expect(headers.get('vary')).toContain('Accept-Encoding');
        expect(text).toBe(SCRIPT);
      }
    } finally {
      await server.close();
    }
  });
});

async function get(url: string, encodings: string) {
  const response = await fetch(url, { headers: { 'Accept-Encoding': encodings } });
  return { headers: response.headers, text: await response.text() };
}

test('npx inpage-face copy takes what browsers fetch, and nothing else', async () => {
  const site = join(folder, 'site');
  const dist = join(folder, 'dist');
  await mkdir(dist);
  for (const name of ['face-worker.js', 'face-worker.js.map', 'node.js', 'node.cjs', 'cli.js']) {
    await writeFile(join(dist, name), SCRIPT);
  }
  await copyFiles(dist, site, ['.br']);
  expect((await readdir(site)).sort()).toEqual(['face-worker.js', 'face-worker.js.br']);
  expect(existsSync(join(dist, 'face-worker.js.br'))).toBe(false);
});
