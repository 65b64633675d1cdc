import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiLiteError } from '../../../src/contract/errors.ts';
import { seenPictures } from '../../../src/engine/seen-pictures.ts';
import { TemplateCache } from '../../../src/templates/cache/template-cache.ts';
import { aesGcmSealer } from '../../../src/templates/protection/aes-gcm-sealer.ts';
import { makeDeviceKeys } from '../../../src/templates/protection/device-keys.ts';
import { noTimings } from '../../../src/vision/stage-timings.ts';

const PICTURE = new Uint8Array([0xff, 0xd8, 1, 2, 3]);
const TEMPLATE = new Uint8Array([4, 5, 6]);

const sealer = aesGcmSealer(await makeDeviceKeys());
let cache: TemplateCache;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  cache = await TemplateCache.open(sealer);
  return () => cache.close();
});

function callContext(signal = new AbortController().signal) {
  return { signal, timings: noTimings() };
}

/** An extraction that gives {@link TEMPLATE}, whose runs can be counted. */
function extraction() {
  return vi.fn(async () => TEMPLATE.slice());
}

describe('a picture seen before', () => {
  test('is known again as Blob, buffer or view, and nothing is extracted', async () => {
    const seen = seenPictures(async () => cache, 'pack');
    const extract = extraction();
    const wider = new Uint8Array([9, ...PICTURE, 9]);
    const ways = [PICTURE, PICTURE.buffer, new Blob([PICTURE]), wider.subarray(1, 6)];
    for (const picture of ways) expect(await seen(picture, callContext(), extract)).toEqual(TEMPLATE);
    expect(extract).toHaveBeenCalledTimes(1);
    expect(await cache.info()).toMatchObject({ size: 1, hits: 3, misses: 1 });
  });

  test('is none for another pack', async () => {
    const extract = extraction();
    for (const pack of ['one', 'another']) {
      await seenPictures(async () => cache, pack)(PICTURE, callContext(), extract);
    }
    expect(extract).toHaveBeenCalledTimes(2);
  });

  test('may be changed by whoever got it', async () => {
    const seen = seenPictures(async () => cache, 'pack');
    (await seen(PICTURE, callContext(), extraction())).fill(0);
    (await seen(PICTURE, callContext(), extraction())).fill(0);
    expect(await seen(PICTURE, callContext(), extraction())).toEqual(TEMPLATE);
  });

  test('is not given to a call that was cancelled', async () => {
    const seen = seenPictures(async () => cache, 'pack');
    await seen(PICTURE, callContext(), extraction());
    const call = seen(PICTURE, callContext(AbortSignal.abort()), extraction());
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('nothing is kept', () => {
  test('of a picture that gave no template', async () => {
    const seen = seenPictures(async () => cache, 'pack');
    const noFace = async () => {
      throw new ApiLiteError('BPE-003002', 'No face was found.');
    };
    for (let i = 0; i < 2; i++) {
      await expect(seen(PICTURE, callContext(), noFace)).rejects.toMatchObject({
        code: 'BPE-003002',
      });
    }
    expect(await cache.info()).toMatchObject({ size: 0, hits: 0, misses: 2 });
  });

  test('of decoded pixels', async () => {
    const seen = seenPictures(async () => cache, 'pack');
    const pixels = { width: 1, height: 1, data: new Uint8ClampedArray(4) } as unknown as ImageData;
    await seen(pixels, callContext(), extraction());
    expect(await cache.info()).toMatchObject({ size: 0, misses: 0 });
  });

  test('if the cache is off, nor is the picture read', async () => {
    const seen = seenPictures(async () => undefined, 'pack');
    const picture = new Blob([PICTURE]);
    const reading = vi.spyOn(picture, 'arrayBuffer');
    expect(await seen(picture, callContext(), extraction())).toEqual(TEMPLATE);
    expect(reading).not.toHaveBeenCalled();
  });
});

describe('a cache that fails', () => {
  test.each<[string, () => Promise<TemplateCache | undefined>]>([
    ['can not be opened', () => Promise.reject(new Error('no database'))],
    [
      'can not be read',
      async () => {
        vi.spyOn(cache, 'get').mockRejectedValue(new Error('broken'));
        return cache;
      },
    ],
  ])('never fails a call: it %s', async (_how, open) => {
    const seen = seenPictures(open, 'pack');
    expect(await seen(PICTURE, callContext(), extraction())).toEqual(TEMPLATE);
  });

  test('leaves a file that vanished to whoever reads pictures', async () => {
    const gone = new Blob([PICTURE]);
    vi.spyOn(gone, 'arrayBuffer').mockRejectedValue(new DOMException('Gone', 'NotReadableError'));
    const seen = seenPictures(async () => cache, 'pack');
    expect(await seen(gone, callContext(), extraction())).toEqual(TEMPLATE);
  });
});
