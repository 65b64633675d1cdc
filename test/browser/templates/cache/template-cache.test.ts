import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CacheOptions } from '../../../../src/templates/cache/cache-info.ts';
import { TemplateCache } from '../../../../src/templates/cache/template-cache.ts';
import { aesGcmSealer } from '../../../../src/templates/protection/aes-gcm-sealer.ts';
import { makeDeviceKeys } from '../../../../src/templates/protection/device-keys.ts';
import { CACHE_DATABASE } from '../../../../src/templates/stored-names.ts';

declare global {
  /** Part of Chromium; TypeScript doesn't know it yet. */
  interface Navigator {
    storageBuckets: {
      open(name: string, options: { quota: number }): Promise<{ indexedDB: IDBFactory }>;
      delete(name: string): Promise<void>;
    };
  }
}

const sealer = aesGcmSealer(await makeDeviceKeys());
const PACK = 'default-1 sha256:ab';
const MEGABYTE = 2 ** 20;

const opened: TemplateCache[] = [];

async function open(options?: CacheOptions): Promise<TemplateCache> {
  const cache = await TemplateCache.open(sealer, options);
  opened.push(cache);
  return cache;
}

function picture(number: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(MEGABYTE).fill(number);
}

async function keep(cache: TemplateCache, number: number, bytes = 2100): Promise<void> {
  const template = crypto.getRandomValues(new Uint8Array(Math.min(bytes, 65_536)));
  const long = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += template.length) long.set(template.subarray(0, bytes - at), at);
  long[0] = number;
  await cache.put(await cache.key(picture(number), PACK), long);
}

async function find(cache: TemplateCache, number: number): Promise<number | undefined> {
  return (await cache.get(await cache.key(picture(number), PACK)))?.[0];
}

beforeEach(async () => {
  await new Promise((resolve) => {
    indexedDB.deleteDatabase(CACHE_DATABASE).onsuccess = resolve;
  });
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((cache) => cache.erase()));
});

test('keeps templates over a reopening, the order of use too', async () => {
  const before = await open({ maxEntries: 2 });
  await keep(before, 1);
  await keep(before, 2);
  await find(before, 1);
  await before.close();
  const after = await open({ maxEntries: 2 });
  expect(await after.info()).toMatchObject({ storage: 'indexeddb', size: 2 });
  await keep(after, 3);
  expect(await find(after, 1)).toBe(1);
  expect(await find(after, 2)).toBeUndefined();
});

test('finds the template of a file of one megabyte in milliseconds', async () => {
  const cache = await open();
  await keep(cache, 1);
  const times: number[] = [];
  for (let i = 0; i < 30; i++) {
    const start = performance.now();
    expect(await find(cache, 1)).toBe(1);
    times.push(performance.now() - start);
  }
  const median = times.sort((a, b) => a - b)[15] as number;
  console.log(`a hit for 1 MB: ${median.toFixed(1)} ms (median of 30)`);
  // Reading and hashing the file takes a few; the machine may be busy.
  expect(median).toBeLessThan(400);
});

test('gives way to a deletion of the database, and does not bring it back', async () => {
  const cache = await open();
  await keep(cache, 1);
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(CACHE_DATABASE);
    request.onsuccess = () => resolve();
    request.onblocked = () => reject(new Error('The cache holds its database open'));
  });
  expect(await find(cache, 1)).toBeUndefined();
  await keep(cache, 2);
  expect((await cache.info()).storage).toBe('memory');
  const databases = await indexedDB.databases();
  expect(databases.map(({ name }) => name)).not.toContain(CACHE_DATABASE);
});

test("survives the browser's quota: nothing fails, and what is kept is answered", async () => {
  const bucket = await navigator.storageBuckets.open('full', { quota: 8 * MEGABYTE });
  vi.stubGlobal('indexedDB', bucket.indexedDB);
  try {
    const cache = await open();
    const numbers = Array.from({ length: 20 }, (_, i) => i + 1);
    for (const number of numbers) await keep(cache, number, MEGABYTE);
    const { storage, size } = await cache.info();
    expect(storage).toBe('indexeddb');
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThan(20);
    const found: number[] = [];
    for (const number of numbers) if ((await find(cache, number)) === number) found.push(number);
    expect(found.length).toBe(size);
    await cache.erase();
  } finally {
    vi.unstubAllGlobals();
    await navigator.storageBuckets.delete('full');
  }
});
