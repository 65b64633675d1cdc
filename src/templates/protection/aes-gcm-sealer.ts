import { StorageError } from '../storage-error.ts';
import { decryptAesGcm, encryptAesGcm } from './aes-gcm.ts';
import type { Sealer } from './sealer.ts';

/** The two keys of a sealer; neither needs to be extractable. */
export interface SealingKeys {
  /** AES-GCM, 256 bits, for `encrypt` and `decrypt`. */
  encryption: CryptoKey;
  /** HMAC-SHA-256, for `sign`. */
  blinding: CryptoKey;
}

/** First byte of what was sealed: the version of its layout, which goes on as {@link encryptAesGcm} has it. */
const LAYOUT = 1;

const utf8 = new TextEncoder();

/** A {@link Sealer} by AES-GCM with a random nonce for each call; the context is additional authenticated data. */
export function aesGcmSealer(keys: SealingKeys): Sealer {
  return {
    seal: (bytes, context) => encryptAesGcm(keys.encryption, bytes, context, [LAYOUT]),

    async open(sealed, context) {
      if (sealed[0] !== LAYOUT) throw tampered(context);
      return decryptAesGcm(keys.encryption, sealed.subarray(1), context).catch((error: unknown) => {
        throw tampered(context, error);
      });
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
