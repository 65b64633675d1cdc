import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aesGcmSealer } from '../../../../src/templates/protection/aes-gcm-sealer.ts';
import { makeDeviceKeys } from '../../../../src/templates/protection/device-keys.ts';

const sealer = aesGcmSealer(await makeDeviceKeys());

test('what is sealed opens under its context, and is never the same twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), fc.string(), async (bytes, context) => {
      const [one, two] = [await sealer.seal(bytes, context), await sealer.seal(bytes, context)];
      expect(one).not.toEqual(two);
      expect(await sealer.open(one, context)).toEqual(new Uint8Array(bytes));
    }),
  );
});

test('nothing opens that was altered, cut off, moved to another context or sealed with another key', async () => {
  const sealed = await sealer.seal(new Uint8Array([1, 2, 3]), 'here');
  const refused = { name: 'StorageError', reason: 'tampered' };
  for (let offset = 0; offset < sealed.length; offset++) {
    const altered = sealed.slice();
    altered[offset] = (altered[offset] ?? 0) ^ 1;
    await expect(sealer.open(altered, 'here')).rejects.toMatchObject(refused);
    await expect(sealer.open(sealed.slice(0, offset), 'here')).rejects.toMatchObject(refused);
  }
  await expect(sealer.open(sealed, 'there')).rejects.toMatchObject(refused);
  await expect(aesGcmSealer(await makeDeviceKeys()).open(sealed, 'here')).rejects.toMatchObject(refused);
});

test('a blinded name depends on the bytes, the context, the border between them, and the key', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const names = await Promise.all([
    sealer.blind(bytes('bc'), 'a'),
    sealer.blind(bytes('c'), 'ab'),
    sealer.blind(bytes('bd'), 'a'),
    aesGcmSealer(await makeDeviceKeys()).blind(bytes('bc'), 'a'),
  ]);
  expect(new Set(names.map(String)).size).toBe(4);
  expect(await sealer.blind(bytes('bc'), 'a')).toEqual(names[0]);
});

test('the keys can’t be read', async () => {
  const { encryption, blinding } = await makeDeviceKeys();
  await expect(crypto.subtle.exportKey('raw', encryption)).rejects.toThrow();
  await expect(crypto.subtle.exportKey('raw', blinding)).rejects.toThrow();
});
