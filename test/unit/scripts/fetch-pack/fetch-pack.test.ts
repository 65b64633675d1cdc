import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchPack, manifestOf } from '../../../../scripts/fetch-pack/fetch-pack.mjs';
import { ROOT } from '../../../../scripts/project.mjs';
import { SHARED_FOLDER } from '../../../support/folders.ts';
import { hasShared } from '../../../support/provided.ts';
import { retailWeights } from '../../../support/retail-weights.ts';

const PERMISSIVE = join(ROOT, 'models/permissive.json');
const SHARED_MODELS = join(SHARED_FOLDER, 'models');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-'));
});
afterEach(() => rm(folder, { recursive: true }));

const digest = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/** A manifest of two files that a server has, or one of them not. */
async function packOnServer(has: Record<string, string>): Promise<{ manifest: string; server: Server }> {
  const server = createServer((request, response) => {
    const content = has[request.url ?? ''];
    if (content === undefined) response.statusCode = 404;
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const models = ['one', 'two'].map((name) => ({
    file: `${name}.onnx`,
    bytes: name.length,
    sha256: digest(name),
    source: { url: `${origin}/${name}` },
  }));
  const manifest = join(folder, 'pack.json');
  await writeFile(manifest, JSON.stringify({ name: 'pack', version: '1', models }));
  return { manifest, server };
}

describe('a pack', () => {
  test('is fetched from where its manifest says, the manifest beside it', async () => {
    const { manifest, server } = await packOnServer({ '/one': 'one', '/two': 'two' });
    const target = join(folder, 'target');
    await fetchPack(manifest, target);
    server.close();
    expect((await readdir(target)).sort()).toEqual(['one.onnx', 'pack.json', 'two.onnx']);
    expect(await readFile(join(target, 'two.onnx'), 'utf8')).toBe('two');
  });

  test('has its cohort beside it', async () => {
    const { manifest, server } = await packOnServer({ '/one': 'one', '/two': 'two' });
    const pack = JSON.parse(await readFile(manifest, 'utf8'));
    await writeFile(manifest, JSON.stringify({ ...pack, cohort: { file: 'pack-cohort.bin' } }));
    await writeFile(join(folder, 'pack-cohort.bin'), 'nobody');
    const target = join(folder, 'target');
    await fetchPack(manifest, target);
    server.close();
    expect(await readFile(join(target, 'pack-cohort.bin'), 'utf8')).toBe('nobody');
  });

  test('keeps the files that are there when another fails', async () => {
    const has: Record<string, string> = { '/one': 'one' };
    const { manifest, server } = await packOnServer(has);
    await expect(fetchPack(manifest, folder)).rejects.toThrow(/two can't be fetched \(HTTP status 404\)/);
    delete has['/one'];
    has['/two'] = 'two';
    await fetchPack(manifest, folder);
    server.close();
    expect(await readFile(join(folder, 'one.onnx'), 'utf8')).toBe('one');
  });

  test('never overwrites a file that it does not know', async () => {
    const { manifest, server } = await packOnServer({});
    server.close();
    await writeFile(join(folder, 'one.onnx'), 'my own');
    await expect(fetchPack(manifest, folder)).rejects.toThrow(/one\.onnx is another file.*delete it/);
    expect(await readFile(join(folder, 'one.onnx'), 'utf8')).toBe('my own');
  });

  test('is taken from a folder, which may lack a file or have another', async () => {
    const { manifest, server } = await packOnServer({});
    server.close();
    const from = await mkdtemp(join(folder, 'from-'));
    const target = join(folder, 'target');
    await writeFile(join(from, 'one.onnx'), 'one');
    await expect(fetchPack(manifest, target, { from })).rejects.toThrow(/There is no .*two\.onnx/);
    await writeFile(join(from, 'two.onnx'), 'three');
    await expect(fetchPack(manifest, target, { from })).rejects.toThrow(/two\.onnx is another file/);
    expect(await readdir(target)).toEqual(['one.onnx']);
  });

  test('is named, or those there are', () => {
    expect(manifestOf('permissive', 'models')).toBe(join('models', 'permissive.json'));
    expect(() => manifestOf('../package', 'models')).toThrow('there are default and permissive');
  });
});

describe('the permissive pack', () => {
  test('says of every model where it comes from and under which licence', async () => {
    const { models } = JSON.parse(await readFile(PERMISSIVE, 'utf8'));
    for (const { file, license, origin, source } of models) {
      expect([file, license]).toEqual([file, 'Apache-2.0']);
      expect(origin).not.toBe('');
      // A commit or a release, not a branch.
      expect(source.url).toMatch(/^https:\/\/[^/]+\/.*(\/[0-9a-f]{40}\/|\/2023\.0\/)/);
    }
  });

  test.skipIf(!hasShared())('is whole, the recogniser made of its published weights', async () => {
    const from = await mkdtemp(join(folder, 'from-'));
    const weights = await retailWeights();
    const { models } = JSON.parse(await readFile(PERMISSIVE, 'utf8'));
    for (const { file, source } of models) {
      if (source.conversion) await writeFile(join(from, source.url.split('/').at(-1)), weights);
      else await writeFile(join(from, file), await readFile(join(SHARED_MODELS, file)));
    }
    await fetchPack(PERMISSIVE, join(folder, 'target'), { from });
    const beside = ['permissive.json', 'permissive-cohort.bin'];
    const files = [...beside, ...models.map(({ file }: { file: string }) => file)];
    expect((await readdir(join(folder, 'target'))).sort()).toEqual(files.sort());
  });
});
