import { StorageError } from '../storage-error.ts';
import type { Sealer } from './sealer.ts';

/** The two keys of a sealer; neither needs to be extractable. */
export interface SealingKeys {
  /** AES-GCM, 256 bits, for `encrypt` and `decrypt`. */
  encryption: CryptoKey;
  /** HMAC-SHA-256, for `sign`. */
  blinding: CryptoKey;
}

/** First byte of what was sealed: the layout version, nonce (12 bytes), ciphertext with its tag (16 bytes). */
const LAYOUT = 1;
/**
 * Random 96-bit nonces: NIST SP 800-38D allows 2^32 of them under one key, a write a second for 136 years.
 */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const utf8 = new TextEncoder();

/** A {@link Sealer} by AES-GCM with a random nonce for each call; the context is additional authenticated data. */
export function aesGcmSealer(keys: SealingKeys): Sealer {
  return {
    async seal(bytes, context) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: utf8.encode(context) };
      const encrypted = await crypto.subtle.encrypt(algorithm, keys.encryption, asBufferSource(bytes));
      const sealed = new Uint8Array(1 + NONCE_BYTES + encrypted.byteLength);
      sealed[0] = LAYOUT;
      sealed.set(nonce, 1);
      sealed.set(new Uint8Array(encrypted), 1 + NONCE_BYTES);
      return sealed;
    },

    async open(sealed, context) {
      if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES || sealed[0] !== LAYOUT) throw tampered(context);
      const bytes = asBufferSource(sealed);
      const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
      const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: utf8.encode(context) };
      const encrypted = bytes.subarray(1 + NONCE_BYTES);
      try {
        return new Uint8Array(await crypto.subtle.decrypt(algorithm, keys.encryption, encrypted));
      } catch (error) {
        throw tampered(context, error);
      }
    },

    async blind(bytes, context) {
      const place = utf8.encode(context);
      // The length in front keeps (context, bytes) apart from every other split of the same characters.
      const message = new Uint8Array(4 + place.length + bytes.length);
      new DataView(message.buffer).setUint32(0, place.length);
      message.set(place, 4);
      message.set(bytes, 4 + place.length);
      return new Uint8Array(await crypto.subtle.sign('HMAC', keys.blinding, message));
    },
  };
}

function tampered(context: string, cause?: unknown): StorageError {
  return new StorageError(
    'tampered',
    `Stored data was altered, moved or sealed with another key (${context}). Restore it from an export.`,
    { cause },
  );
}

/** WebCrypto takes no view of shared memory. */
export function asBufferSource(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
