import { asBufferSource } from './buffer-source.ts';

/** The keys used here: 256 bits, for `encrypt` and `decrypt`. */
export const AES_GCM_KEY = { name: 'AES-GCM', length: 256 };
export const AES_GCM_USAGES: KeyUsage[] = ['encrypt', 'decrypt'];

/** Random 96-bit nonces: NIST SP 800-38D allows 2^32 of them under one key, a write a second for 136 years. */
const NONCE_BYTES = 12;

const algorithm = (iv: Uint8Array<ArrayBuffer>, context: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(context),
});

/**
 * Encrypts under a fresh nonce.
 *
 * @param context Authenticated, not stored.
 * @param prefix Bytes to begin with, in the clear.
 * @returns The prefix, the nonce (12 bytes), the ciphertext with its tag (16 bytes).
 */
export async function encryptAesGcm(
  key: CryptoKey,
  bytes: Uint8Array,
  context: string,
  prefix: readonly number[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const encrypted = await crypto.subtle.encrypt(algorithm(nonce, context), key, asBufferSource(bytes));
  const framed = new Uint8Array(prefix.length + NONCE_BYTES + encrypted.byteLength);
  framed.set(prefix);
  framed.set(nonce, prefix.length);
  framed.set(new Uint8Array(encrypted), prefix.length + NONCE_BYTES);
  return framed;
}

/**
 * What {@link encryptAesGcm} encrypted.
 *
 * @param framed From the nonce on, without a prefix.
 * @throws {DOMException} If the bytes were altered, or the key or context is another.
 */
export async function decryptAesGcm(
  key: CryptoKey,
  framed: Uint8Array,
  context: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = asBufferSource(framed);
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const encrypted = bytes.subarray(NONCE_BYTES);
  return new Uint8Array(await crypto.subtle.decrypt(algorithm(nonce, context), key, encrypted));
}
