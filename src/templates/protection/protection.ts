import { StorageError } from '../storage-error.ts';
import { AES_GCM_KEY, AES_GCM_USAGES, decryptAesGcm, encryptAesGcm } from './aes-gcm.ts';
import type { SealingKeys } from './aes-gcm-sealer.ts';
import type { DeviceKeyStore } from './device-keys.ts';
import { deriveFrom } from './key-derivation.ts';
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

/** Keys with their lock. */
export interface LockedKeys {
  lock: Lock;
  keys: SealingKeys;
}

/**
 * Makes the keys of a new store, or of one whose protection changes.
 *
 * @param before The lock that the new one takes the place of.
 * @throws {TypeError} If the protection is not one of its forms.
 */
export async function makeLock(
  protection: Protection,
  scope: string,
  deviceKeys: DeviceKeyStore,
  before?: Lock,
): Promise<LockedKeys> {
  if (protection === 'device') {
    return { lock: { kind: 'device' }, keys: await deviceKeys.findOrMake(scope) };
  }
  const secret = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  try {
    const keys = await keysFromSecret(secret, scope);
    if (isPassphrase(protection)) {
      const parameters = passphraseParameters(before?.kind === 'passphrase' ? before.parameters : undefined);
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
 * @throws {StorageError} `wrong-key` if the protection is of another kind, the passphrase or key is another,
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
    if (!isPassphrase(protection)) {
      throw wrongKey('It is sealed with a passphrase: pass it as protection.passphrase.');
    }
    const key = await passphraseKey(protection.passphrase, lock.parameters);
    return unwrap(lock.wrapped, key, scope, 'The passphrase is not the one it was sealed with.');
  }
  if (protection === 'device' || isPassphrase(protection)) {
    throw wrongKey('It is sealed with a key of the app: pass it as protection.key.');
  }
  return unwrap(lock.wrapped, appKey(protection), scope, 'The key is not the one it was sealed with.');
}

const wrongKey = (detail: string, cause?: unknown): StorageError =>
  new StorageError('wrong-key', `The stored data can't be unlocked. ${detail}`, { cause });

function isPassphrase(protection: Protection): protection is { passphrase: string } {
  return typeof protection === 'object' && protection !== null && 'passphrase' in protection;
}

function appKey(protection: { key: CryptoKey }): CryptoKey {
  const key = protection?.key;
  const fits =
    key?.algorithm?.name === 'AES-GCM' && key.usages.includes('encrypt') && key.usages.includes('decrypt');
  if (!fits) {
    throw new TypeError(
      'protection must be "device", { passphrase } or { key }, an AES-GCM CryptoKey for encrypt and decrypt',
    );
  }
  return key;
}

const wrap = (secret: Uint8Array, key: CryptoKey, scope: string): Promise<Uint8Array<ArrayBuffer>> =>
  encryptAesGcm(key, secret, wrapContext(scope));

async function unwrap(wrapped: Uint8Array, key: CryptoKey, scope: string, failure: string) {
  const secret = await decryptAesGcm(key, wrapped, wrapContext(scope)).catch((error: unknown) => {
    throw wrongKey(failure, error);
  });
  try {
    return await keysFromSecret(secret, scope);
  } finally {
    secret.fill(0);
  }
}

const wrapContext = (scope: string): string => `wrapped secret of ${scope}`;

/** Two independent keys from one secret. */
async function keysFromSecret(secret: Uint8Array, scope: string): Promise<SealingKeys> {
  const derived = await deriveFrom(secret);
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  const [encryption, blinding] = await Promise.all([
    derived.key(`encryption of ${scope}`, AES_GCM_KEY, AES_GCM_USAGES),
    derived.key(`blinding of ${scope}`, hmac, ['sign']),
  ]);
  return { encryption, blinding };
}
