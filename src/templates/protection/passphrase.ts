import { StorageError } from '../storage-error.ts';
import { AES_GCM_KEY, AES_GCM_USAGES } from './aes-gcm.ts';

/** How a key was derived from a passphrase; kept beside what it protects, none of it is secret. */
export interface PassphraseParameters {
  kdf: 'PBKDF2-SHA-256';
  iterations: number;
  salt: Uint8Array<ArrayBuffer>;
}

/** What the OWASP Password Storage Cheat Sheet asks of PBKDF2-HMAC-SHA256; about 0.2 s on a laptop. */
const PASSPHRASE_ITERATIONS = 600_000;
/** A stored count beyond this is damage or an attempt to hang the page. */
const MAX_ITERATIONS = 20_000_000;
const SALT_BYTES = 16;

/** New parameters with a random salt, and no fewer iterations than before. */
export const passphraseParameters = (before?: PassphraseParameters): PassphraseParameters => ({
  kdf: 'PBKDF2-SHA-256',
  iterations: Math.max(PASSPHRASE_ITERATIONS, before?.iterations ?? 0),
  salt: crypto.getRandomValues(new Uint8Array(SALT_BYTES)),
});

/**
 * A non-extractable AES-GCM key from a passphrase. Unicode spellings of the same text (NFKC) give the same key.
 *
 * @throws {TypeError} If the passphrase is not a text or empty.
 * @throws {StorageError} `tampered` or `newer-version` if the parameters can't be right.
 */
export async function passphraseKey(
  passphrase: string,
  parameters: PassphraseParameters,
): Promise<CryptoKey> {
  if (typeof passphrase !== 'string' || passphrase === '') {
    throw new TypeError('passphrase must be a text that is not empty');
  }
  const { kdf, iterations, salt } = parameters;
  if (kdf !== 'PBKDF2-SHA-256') {
    throw new StorageError('newer-version', 'The passphrase was used in a way this version does not know.');
  }
  if (!Number.isInteger(iterations) || iterations < 1 || iterations > MAX_ITERATIONS) {
    throw new StorageError('tampered', 'The stored passphrase parameters were altered.');
  }
  const text = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', text, 'PBKDF2', false, ['deriveKey']);
  const pbkdf2 = { name: 'PBKDF2', hash: 'SHA-256', iterations, salt };
  return crypto.subtle.deriveKey(pbkdf2, material, AES_GCM_KEY, false, AES_GCM_USAGES);
}
