import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { get, keys, set, type UseStore } from 'idb-keyval';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CacheOptions } from '../../../../src/templates/cache/cache-info.ts';
import { TemplateCache } from '../../../../src/templates/cache/template-cache.ts';
import { aesGcmSealer } from '../../../../src/templates/protection/aes-gcm-sealer.ts';
import { makeDeviceKeys } from '../../../../src/templates/protection/device-keys.ts';
import { CACHE_DATABASE } from '../../../../src/templates/stored-names.ts';
import { PATIENCE_MS } from '../../../support/patience.ts';

const sealer = aesGcmSealer(await makeDeviceKeys());
const PACK = 'default-1 sha256:ab';

/** Those a test opened. */
const opened: TemplateCache[] = [];

async function open(options?: CacheOptions, key = sealer): Promise<TemplateCache> {
  const cache = await TemplateCache.open(key, options);
  opened.push(cache);
  return cache;
}

const picture = (number: number): Uint8Array<ArrayBuffer> => new Uint8Array(1000).fill(number);
const template = (number: number): Uint8Array => new Uint8Array(2100).fill(number);

async function keep(cache: TemplateCache, number: number): Promise<void> {
  await cache.put(await cache.key(picture(number), PACK), template(number));
}

async function find(cache: TemplateCache, number: number): Promise<number | undefined> {
  return (await cache.get(await cache.key(picture(number), PACK)))?.[0];
}

/** The database as whoever copied it sees it. */
const rawStore: UseStore = async (mode, callback) => {
  const request = indexedDB.open(CACHE_DATABASE);
  const database = await new Promise<IDBDatabase>((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const transaction = database.transaction('records', mode);
  transaction.oncomplete = () => database.close();
  return callback(transaction.objectStore('records'));
};

/** Every write fails as it does when the browser gives no more room. */
function fillQuota() {
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('The quota has been exceeded', 'QuotaExceededError');
  });
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(opened.splice(0).map((cache) => cache.close()));
  vi.useRealTimers();
});

describe('the template cache', () => {
  test('finds the template of a picture seen before, and counts', async () => {
    const cache = await open();
    expect(await find(cache, 1)).toBeUndefined();
    await keep(cache, 1);
    expect(await find(cache, 1)).toBe(1);
    expect(await cache.info()).toEqual({ storage: 'indexeddb', size: 1, hits: 1, misses: 1 });
  });

  test('does not find the template another model pack made', async () => {
    const cache = await open();
    await keep(cache, 1);
    expect(await cache.get(await cache.key(picture(1), 'another pack'))).toBeUndefined();
  });

  test('behaves like a list in order of use, through closing and reopening', async () => {
    const MAX_ENTRIES = 3;
    const MAX_AGE = 10;
    const number = fc.integer({ min: 1, max: 6 });
    const step = fc.record({
      do: fc.constantFrom('put', 'put', 'get', 'get', 'wait', 'reopen', 'clear'),
      number,
    });
    const options = { maxEntries: MAX_ENTRIES, maxAge: MAX_AGE };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        globalThis.indexedDB = new IDBFactory();
        let cache = await open(options);
        let model: { number: number; made: number }[] = [];
        const isFresh = ({ made }: { made: number }) => made >= Date.now() - MAX_AGE;
        for (const step of steps) {
          if (step.do === 'put') {
            await keep(cache, step.number);
            model = model.filter((entry) => entry.number !== step.number);
            model = [...model, { number: step.number, made: Date.now() }].slice(-MAX_ENTRIES);
          } else if (step.do === 'get') {
            const found = model.find((entry) => entry.number === step.number);
            const expected = found !== undefined && isFresh(found) ? found : undefined;
            expect(await find(cache, step.number)).toBe(expected?.number);
            model = model.filter((entry) => entry !== found).concat(expected ?? []);
          } else if (step.do === 'clear') {
            await cache.clear();
            model = [];
          } else if (step.do === 'reopen') {
            await cache.close();
            cache = await open(options);
            model = model.filter(isFresh);
          } else {
            vi.setSystemTime(Date.now() + step.number);
          }
          expect((await cache.info()).size).toBe(model.length);
        }
        await cache.close();
      }),
    );
  });

  test('does not count its own record of the order of use', async () => {
    const before = await open();
    await keep(before, 1);
    await before.close();
    const after = await open();
    expect(await keys(rawStore)).toHaveLength(2);
    expect((await after.info()).size).toBe(1);
  });

  test('keeps what a tab stored that was killed before it wrote the order of use', async () => {
    const killed = await open();
    await keep(killed, 1);
    const cache = await open();
    expect((await cache.info()).size).toBe(1);
    expect(await find(cache, 1)).toBe(1);
  });

  test('does not write on a hit, but soon after', async () => {
    vi.useRealTimers();
    const before = await open();
    await keep(before, 1);
    await before.close();
    const cache = await open();
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    await find(cache, 1);
    await find(cache, 1);
    expect(put).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(put).toHaveBeenCalledTimes(1), PATIENCE_MS);
  });

  test('sees what another tab keeps and clears', async () => {
    const [here, there] = [await open(), await open()];
    await keep(there, 1);
    expect(await find(here, 1)).toBe(1);
    await there.clear();
    expect(await find(here, 1)).toBeUndefined();
    expect((await here.info()).size).toBe(0);
  });

  test('keeps nothing that began before a clearing', async () => {
    const cache = await open();
    const key = await cache.key(picture(1), PACK);
    const putting = cache.put(key, template(1));
    await cache.clear();
    await putting;
    expect(await find(cache, 1)).toBeUndefined();
    expect(await keys(rawStore)).toEqual([]);
    expect((await cache.info()).size).toBe(0);
  });

  test('counts nothing that was written just before a clearing', async () => {
    const cache = await open();
    const key = await cache.key(picture(1), PACK);
    const written = new Promise<void>((resolve) => {
      const put = IDBObjectStore.prototype.put;
      vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (
        this: IDBObjectStore,
        ...all
      ) {
        const request = put.apply(this, all);
        request.addEventListener('success', () => resolve());
        return request;
      });
    });
    const putting = cache.put(key, template(1));
    await written;
    await Promise.all([cache.clear(), putting]);
    expect((await cache.info()).size).toBe(0);
  });

  test('leaves no database behind when erased, also by another tab', async () => {
    const [here, there] = [await open(), await open()];
    await keep(here, 1);
    await here.erase();
    expect(await find(there, 1)).toBeUndefined();
    expect(await here.info()).toMatchObject({ storage: 'off' });
    expect(await there.info()).toMatchObject({ storage: 'memory' });
    await Promise.all([here.close(), there.close()]);
    expect(await indexedDB.databases()).toEqual([]);
  });

  test('finds at once what is still being written, as a copy', async () => {
    const cache = await open();
    const key = await cache.key(picture(1), PACK);
    const given = template(1);
    const putting = cache.put(key, given);
    given.fill(2);
    const found = await cache.get(key);
    expect(found?.[0]).toBe(1);
    found?.fill(3);
    await putting;
    expect(await find(cache, 1)).toBe(1);
    expect((await cache.info()).hits).toBe(2);
  });

  test.each([{ maxEntries: 0 }, { maxAge: Number.NaN }])(
    'refuses bounds that are none: %o',
    async (options) => {
      await expect(open(options)).rejects.toThrow(TypeError);
    },
  );
});

describe('the database of the template cache', () => {
  test('holds neither a template nor the digest of a picture in the clear', async () => {
    const cache = await open();
    await keep(cache, 7);
    await cache.close();
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', picture(7))).toString('hex');
    const names = await keys<string>(rawStore);
    expect(names.length).toBe(2);
    for (const name of names) {
      const record = Buffer.from((await get<Uint8Array>(name, rawStore)) as Uint8Array);
      expect(name).not.toContain(digest);
      expect(record.includes(Buffer.from(template(7).subarray(0, 8)))).toBe(false);
      expect(record.toString('latin1')).not.toContain(digest);
    }
  });

  test('may be altered: the template is a miss, and removed', async () => {
    const cache = await open();
    await keep(cache, 1);
    const key = await cache.key(picture(1), PACK);
    const record = (await get<Uint8Array>(key, rawStore)) as Uint8Array;
    record[100] = (record[100] as number) ^ 1;
    await set(key, record, rawStore);
    expect(await find(cache, 1)).toBeUndefined();
    expect(await keys(rawStore)).not.toContain(key);
    expect((await cache.info()).size).toBe(0);
  });

  test('may have its records exchanged: neither is answered for the other', async () => {
    const cache = await open();
    await keep(cache, 1);
    await keep(cache, 2);
    const [one, two] = [await cache.key(picture(1), PACK), await cache.key(picture(2), PACK)];
    await set(one, await get(two, rawStore), rawStore);
    expect(await find(cache, 1)).toBeUndefined();
  });

  test('of another key counts for nothing and is emptied', async () => {
    const before = await open();
    await keep(before, 1);
    await before.close();
    const after = await open({}, aesGcmSealer(await makeDeviceKeys()));
    expect((await after.info()).size).toBe(0);
    await after.close();
    expect(await keys(rawStore)).toEqual(['ledger']);
  });
});

describe('without room or without IndexedDB', () => {
  test('lets the least recently used go when the quota is full, and keeps the new', async () => {
    const cache = await open();
    for (let number = 1; number <= 10; number++) await keep(cache, number);
    const put = fillQuota();
    put.mockImplementationOnce(() => {
      put.mockRestore();
      throw new DOMException('The quota has been exceeded', 'QuotaExceededError');
    });
    await keep(cache, 11);
    expect(await cache.info()).toMatchObject({ storage: 'indexeddb', size: 10 });
    expect(await find(cache, 1)).toBeUndefined();
    expect(await find(cache, 11)).toBe(11);
  });

  test('goes on without keeping anything when there is no room at all', async () => {
    const cache = await open();
    const put = fillQuota();
    await keep(cache, 1);
    expect(await find(cache, 1)).toBeUndefined();
    put.mockRestore();
    await keep(cache, 1);
    expect(await find(cache, 1)).toBe(1);
    expect((await cache.info()).storage).toBe('indexeddb');
  });

  test.each([
    ['is missing', () => Reflect.deleteProperty(globalThis, 'indexedDB')],
    [
      'throws',
      () =>
        vi.spyOn(indexedDB, 'open').mockImplementation(() => {
          throw new DOMException('Access is denied', 'SecurityError');
        }),
    ],
  ])('works in memory, bounded as ever, if IndexedDB %s', async (_, block) => {
    block();
    const cache = await open({ maxEntries: 2 });
    for (const number of [1, 2, 3]) await keep(cache, number);
    expect(await cache.info()).toMatchObject({ storage: 'memory', size: 2 });
    expect(await Promise.all([1, 2, 3].map((number) => find(cache, number)))).toEqual([undefined, 2, 3]);
  });

  test('works in memory if IndexedDB never answers', async () => {
    vi.useRealTimers();
    vi.spyOn(indexedDB, 'open').mockImplementation(() => Reflect.construct(IDBOpenDBRequest, []));
    const cache = await open();
    expect((await cache.info()).storage).toBe('memory');
  });

  test('changes to memory if the database fails later', async () => {
    const cache = await open();
    await keep(cache, 1);
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('Internal error', 'UnknownError');
    });
    expect(await find(cache, 1)).toBeUndefined();
    expect((await cache.info()).storage).toBe('memory');
    await keep(cache, 1);
    expect(await find(cache, 1)).toBe(1);
  });
});
