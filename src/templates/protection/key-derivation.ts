import { asBufferSource } from './buffer-source.ts';

/** What is derived from one secret; each purpose gives something independent. */
export interface KeyDerivation {
  /** A key that no script can read. */
  key(purpose: string, algorithm: AesKeyAlgorithm | HmacKeyGenParams, usages: KeyUsage[]): Promise<CryptoKey>;
  /** So many bytes. */
  bytes(purpose: string, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Derives from a random secret by HKDF-SHA-256 without salt. */
export async function deriveFrom(secret: Uint8Array): Promise<KeyDerivation> {
  const usages: KeyUsage[] = ['deriveKey', 'deriveBits'];
  const material = await crypto.subtle.importKey('raw', asBufferSource(secret), 'HKDF', false, usages);
  const hkdf = (purpose: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: new TextEncoder().encode(purpose),
  });
  return {
    key: (purpose, algorithm, keyUsages) =>
      crypto.subtle.deriveKey(hkdf(purpose), material, algorithm, false, keyUsages),
    bytes: async (purpose, length) =>
      new Uint8Array(await crypto.subtle.deriveBits(hkdf(purpose), material, 8 * length)),
  };
}
