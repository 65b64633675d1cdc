import { StorageError } from '../storage-error.ts';
import { asBufferSource, type SealingKeys } from './aes-gcm-sealer.ts';
import type { DeviceKeyStore } from './device-keys.ts';
import { type PassphraseParameters, passphraseKey, passphraseParameters } from './passphrase.ts';

/**
 * What the data is sealed with: a key the browser keeps (`device`), a passphrase, or an AES-GCM key of the app
 * with the usages `encrypt` and `decrypt`, extractable or not.
 */
export type Protection =
  | 'device'
  | {
      /** What the person types in; the key is derived from it by PBKDF2. */
      passphrase: string;
    }
  | {
      /** AES-GCM, with the usages `encrypt` and `decrypt`. */
      key: CryptoKey;
    };

/** How sealed data is unlocked; kept beside it, in the clear. A passphrase or key wraps a random secret. */
export type Lock =
  | { kind: 'device' }
  | { kind: 'passphrase'; parameters: PassphraseParameters; wrapped: Uint8Array<ArrayBuffer> }
  | { kind: 'key'; wrapped: Uint8Array<ArrayBuffer> };

const SECRET_BYTES = 32;
const NONCE_BYTES = 12;

/** Makes the keys of a new store. @throws {TypeError} Where the protection is not one of its forms. */
export async function makeLock(
  protection: Protection,
  scope: string,
  deviceKeys: DeviceKeyStore,
): Promise<{ lock: Lock; keys: SealingKeys }> {
  if (protection === 'device') {
    return { lock: { kind: 'device' }, keys: await deviceKeys.findOrMake(scope) };
  }
  const secret = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  try {
    const keys = await keysFromSecret(secret, scope);
    if ('passphrase' in protection) {
      const parameters = passphraseParameters();
      const wrapped = await wrap(secret, await passphraseKey(protection.passphrase, parameters), scope);
      return { lock: { kind: 'passphrase', parameters, wrapped }, keys };
    }
    return { lock: { kind: 'key', wrapped: await wrap(secret, appKey(protection), scope) }, keys };
  } finally {
    secret.fill(0);
  }
}

/**
 * The keys of a store that exists.
 *
 * @throws {StorageError} `wrong-key` where the protection is of another kind, the passphrase or key is another,
 * or the device's key is gone.
 */
export async function unlock(
  lock: Lock,
  protection: Protection,
  scope: string,
  deviceKeys: DeviceKeyStore,
): Promise<SealingKeys> {
  if (lock.kind === 'device') {
    if (protection !== 'device') throw wrongKey('It is sealed with the key of this device: pass no key.');
    const keys = await deviceKeys.find(scope);
    if (!keys) throw wrongKey('The key of this device is gone. Erase the data and import an export.');
    return keys;
  }
  if (lock.kind === 'passphrase') {
    if (protection === 'device' || !('passphrase' in protection)) {
      throw wrongKey('It is sealed with a passphrase: pass it as protection.passphrase.');
    }
    const key = await passphraseKey(protection.passphrase, lock.parameters);
    return unwrap(lock.wrapped, key, scope, 'The passphrase is not the one it was sealed with.');
  }
  if (protection === 'device' || !('key' in protection)) {
    throw wrongKey('It is sealed with a key of the app: pass it as protection.key.');
  }
  return unwrap(lock.wrapped, appKey(protection), scope, 'The key is not the one it was sealed with.');
}

const wrongKey = (detail: string, cause?: unknown): StorageError =>
  new StorageError('wrong-key', `The stored data can't be unlocked. ${detail}`, { cause });

function appKey(protection: { key: CryptoKey }): CryptoKey {
  const { key } = protection;
  const fits =
    key?.algorithm?.name === 'AES-GCM' && key.usages.includes('encrypt') && key.usages.includes('decrypt');
  if (!fits) {
    throw new TypeError(
      'protection must be "device", { passphrase } or { key }, an AES-GCM CryptoKey for encrypt and decrypt',
    );
  }
  return key;
}

async function wrap(secret: Uint8Array<ArrayBuffer>, key: CryptoKey, scope: string) {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: wrapContext(scope) };
  const encrypted = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, secret));
  const wrapped = new Uint8Array(NONCE_BYTES + encrypted.length);
  wrapped.set(nonce);
  wrapped.set(encrypted, NONCE_BYTES);
  return wrapped;
}

async function unwrap(wrapped: Uint8Array<ArrayBuffer>, key: CryptoKey, scope: string, failure: string) {
  const iv = wrapped.subarray(0, NONCE_BYTES);
  const algorithm = { name: 'AES-GCM', iv, additionalData: wrapContext(scope) };
  const secret = await crypto.subtle
    .decrypt(algorithm, key, asBufferSource(wrapped).subarray(NONCE_BYTES))
    .catch((error: unknown) => {
      throw wrongKey(failure, error);
    });
  try {
    return await keysFromSecret(new Uint8Array(secret), scope);
  } finally {
    new Uint8Array(secret).fill(0);
  }
}

const wrapContext = (scope: string) => new TextEncoder().encode(`wrapped secret of ${scope}`);

/** Two independent keys from one secret, by HKDF-SHA-256. */
async function keysFromSecret(secret: Uint8Array<ArrayBuffer>, scope: string): Promise<SealingKeys> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const derivation = (purpose: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: new TextEncoder().encode(`${purpose} of ${scope}`),
  });
  const [encryption, blinding] = await Promise.all([
    crypto.subtle.deriveKey(derivation('encryption'), material, { name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]),
    crypto.subtle.deriveKey(
      derivation('blinding'),
      material,
      { name: 'HMAC', hash: 'SHA-256', length: 256 },
      false,
      ['sign'],
    ),
  ]);
  return { encryption, blinding };
}
