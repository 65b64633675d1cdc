import { expect, test } from 'vitest';
import { beginningOf, bytesOf, forgetBytes, takeBytes } from '../../../src/media/blob-bytes.ts';
import { MAX_HELD_BYTES } from '../../../src/media/limits.ts';

const START = [1, 2, 3];
const small = () => new Blob([new Uint8Array(START)]);
const large = () => new Blob([new Uint8Array(START), new Uint8Array(MAX_HELD_BYTES)]);

test('a picture is read once, whoever asks', async () => {
  const blob = small();
  const bytes = await bytesOf(blob);
  expect([...bytes]).toEqual(START);
  expect(await bytesOf(blob)).toBe(bytes);
  expect(await beginningOf(blob, 2)).toBe(bytes);
});

test('bytes that one takes, nobody else has', async () => {
  const blob = small();
  const taken = await takeBytes(blob);
  taken.fill(0);
  expect([...(await bytesOf(blob))]).toEqual(START);
});

test('what is forgotten is read anew', async () => {
  const blob = small();
  const bytes = await bytesOf(blob);
  forgetBytes(blob);
  expect(await bytesOf(blob)).not.toBe(bytes);
});

test('of a large one only the beginning that is asked for is read, and nothing is kept', async () => {
  const blob = large();
  expect([...(await beginningOf(blob, 3))]).toEqual(START);
  const [one, other] = [await bytesOf(blob), await bytesOf(blob)];
  expect(one === other).toBe(false);
});

test('what could not be read is read anew', async () => {
  let reads = 0;
  const failing = Object.assign(small(), {
    arrayBuffer: () => {
      reads++;
      return reads === 1 ? Promise.reject(new Error('gone')) : Promise.resolve(new ArrayBuffer(0));
    },
  });
  await expect(bytesOf(failing)).rejects.toThrow('gone');
  expect(await bytesOf(failing)).toHaveLength(0);
});
