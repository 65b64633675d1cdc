import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CACHE_DATABASE, KEYS_DATABASE } from '../../../src/templates/stored-names.ts';
import { CacheHost } from '../../../src/worker/cache-host.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

const PICTURE = new Uint8Array([1, 2, 3]);
const TEMPLATE = new Uint8Array([4, 5, 6]);
const OFF = { storage: 'off', size: 0, hits: 0, misses: 0 };

const hosts: CacheHost[] = [];

function host(options: false | { maxEntries?: number } = {}): CacheHost {
  const made = new CacheHost(() => options);
  hosts.push(made);
  return made;
}

async function keep(from: CacheHost): Promise<void> {
  const cache = await from.open();
  await cache?.put(await cache.key(PICTURE, 'pack'), TEMPLATE);
}

async function find(from: CacheHost): Promise<Uint8Array | undefined> {
  const cache = await from.open();
  return cache?.get(await cache.key(PICTURE, 'pack'));
}

const databases = async () => (await indexedDB.databases()).map(({ name }) => name).sort();

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await Promise.all(hosts.splice(0).map((each) => each.close()));
});

describe('the worker’s cache', () => {
  test('is opened at its first use: before, there is no database', async () => {
    const cache = host();
    expect(await databases()).toEqual([]);
    await keep(cache);
    expect(await databases()).toEqual([CACHE_DATABASE, KEYS_DATABASE]);
  });

  test('is sealed with a key that stays on the device: the next worker reads it', async () => {
    const first = host();
    await keep(first);
    await first.close();
    expect(await find(host())).toEqual(TEMPLATE);
  });

  test('tells what it holds, what is being written included', async () => {
    const cache = host();
    const keeping = keep(cache);
    await vi.waitFor(async () => expect((await cache.info()).size).toBe(1), PATIENCE_MS);
    await keeping;
    await find(cache);
    expect(await cache.info()).toEqual({ storage: 'indexeddb', size: 1, hits: 1, misses: 0 });
  });

  test('once erased is empty, and opens anew when it is used again', async () => {
    const cache = host();
    await keep(cache);
    await cache.erase();
    expect(await databases()).toEqual([KEYS_DATABASE]);
    expect(await find(cache)).toBeUndefined();
    await keep(cache);
    expect(await find(cache)).toEqual(TEMPLATE);
  });

  test('switched off keeps nothing, and clears what was kept before', async () => {
    const before = host();
    await keep(before);
    await before.close();
    const cache = host(false);
    expect(await cache.info()).toEqual(OFF);
    expect(await find(cache)).toBeUndefined();
    await cache.clear();
    expect(await databases()).toEqual([KEYS_DATABASE]);
  });
});

describe('if the browser does not let it', () => {
  test('is in memory without IndexedDB', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const cache = host();
    await keep(cache);
    expect(await find(cache)).toEqual(TEMPLATE);
    expect(await cache.info()).toMatchObject({ storage: 'memory', size: 1 });
    await cache.clear();
    expect(await find(cache)).toBeUndefined();
  });

  test('is off without WebCrypto', async () => {
    vi.stubGlobal('crypto', {});
    expect(await host().info()).toEqual(OFF);
  });

  test('is in memory if a newer version of the package made the keys', async () => {
    await new Promise((resolve) => {
      const request = indexedDB.open(KEYS_DATABASE, 99);
      request.onsuccess = () => resolve(request.result.close());
    });
    const cache = host();
    await keep(cache);
    expect(await find(cache)).toEqual(TEMPLATE);
    expect(await cache.info()).toMatchObject({ storage: 'memory', size: 1 });
    expect(await databases()).toEqual([KEYS_DATABASE]);
  });

  test('keeps no call waiting for long if IndexedDB never answers, and is in memory in the end', async () => {
    vi.useFakeTimers();
    vi.spyOn(indexedDB, 'open').mockImplementation(() => Reflect.construct(IDBOpenDBRequest, []));
    const cache = host();
    const first = cache.open();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await first).toBeUndefined();
    expect(await cache.open()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    expect(await cache.info()).toMatchObject({ storage: 'memory', size: 0 });
    await keep(cache);
    expect(await find(cache)).toEqual(TEMPLATE);
    expect(await cache.info()).toMatchObject({ storage: 'memory', size: 1 });
  });
});
