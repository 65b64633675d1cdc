import { expect, test } from 'vitest';
import { aesGcmSealer } from '../../../../src/templates/protection/aes-gcm-sealer.ts';
import { memoryKeyStore } from '../../../../src/templates/protection/device-keys.ts';
import { createKeyedTransform } from '../../../../src/templates/protection/keyed-transform.ts';
import { type Lock, type Protection, unlock } from '../../../../src/templates/protection/protection.ts';

// What version 0.1.0 wrote. It lies in browsers: these bytes are never replaced by newer ones.

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const secret = (fill: number) => new Uint8Array(32).fill(fill);
const TEXT = new TextEncoder().encode('sealed before');
const CONTEXT = 'here';

const encryption = await crypto.subtle.importKey('raw', secret(1), 'AES-GCM', false, ['encrypt', 'decrypt']);
const hmac = { name: 'HMAC', hash: 'SHA-256' };
const blinding = await crypto.subtle.importKey('raw', secret(2), hmac, false, ['sign']);

test('what was sealed before opens, and blinded names are the same', async () => {
  const sealer = aesGcmSealer({ encryption, blinding });
  const sealed = '01d13fbdfc4c762b5b0fe50ea6e050de417794b364be7d49a43920a4840b1c1b21202af09e06e97a5976';
  const blinded = '4f1e0477a275ff10855ecb55bf24394c2f7081ae6958b695c62460abcc8c03e6';
  expect(await sealer.open(bytes(sealed), CONTEXT)).toEqual(TEXT);
  expect(await sealer.blind(TEXT, CONTEXT)).toEqual(bytes(blinded));
});

const BY_PASSPHRASE: Lock = {
  kind: 'passphrase',
  parameters: {
    kdf: 'PBKDF2-SHA-256',
    iterations: 600_000,
    salt: bytes('d96bbbb47a93a0f6237b9525a21905cb'),
  },
  wrapped: bytes(
    '7d44ed8026e1cb4a13d42255e81344939f3ac7086dd4608d91aace842d91ad4ee2ed88c1e75438814d81697c04ef198ccefec97830d37257de443a60',
  ),
};

const BY_KEY: Lock = {
  kind: 'key',
  wrapped: bytes(
    '63e190566665d99d4585c8e707e45d1229e8c8325102d49c66b61181952bf8c1975c42c6630f435de614375ff163c59cb64d697f037341851c98e4cf',
  ),
};

test.each<[string, Lock, Protection, sealed: string, blinded: string]>([
  [
    'passphrase',
    BY_PASSPHRASE,
    { passphrase: 'correct horse' },
    '01cb6a80a1a710f9643a073ca4a48e275792886440fa32a5a3640c60ee3b271b26238f10f52b4e4493d6',
    '2774f4b9ee8b4885d34a9d86567204cf2ae68742b3f7a7ab576fb83885a71b18',
  ],
  [
    'key',
    BY_KEY,
    { key: encryption },
    '01fd6b6ede1d3c4bd831c47ad4b452d79e1810b71fd9e6a9c9b8444981129b79c076e52abb17487f8051',
    '707281125d3b7db60aba51fa68893d9e179ea0e623aa9b39e5f18e079d93d6e8',
  ],
])('what was locked by a %s before is unlocked', async (_, lock, protection, sealed, blinded) => {
  const sealer = aesGcmSealer(await unlock(lock, protection, 'gallery/old', memoryKeyStore()));
  expect(await sealer.open(bytes(sealed), CONTEXT)).toEqual(TEXT);
  expect(await sealer.blind(TEXT, CONTEXT)).toEqual(bytes(blinded));
});

test('a secret rotates vectors as before', async () => {
  const transform = await createKeyedTransform(secret(3), 16);
  const vector = Float32Array.from({ length: 16 }, (_, i) => (i + 1) / Math.sqrt(1496));
  expect(transform.id).toBe('e910a211aa7df535cce0bd72b5436a10');
  expect([...transform.apply(vector)]).toEqual([
    0.20037147402763367, -0.019390787929296494, -0.30702081322669983, -0.30702081322669983,
    -0.31348440051078796, 0.43629273772239685, 0.23915305733680725, -0.045245178043842316, 0.3005572259426117,
    -0.10018574446439743, -0.19390788674354553, 0.2714710235595703, -0.40720656514167786,
    0.019390791654586792, -0.06140415370464325, -0.20360326766967773,
  ]);
});
