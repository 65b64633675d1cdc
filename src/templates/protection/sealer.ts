/**
 * Protects bytes at rest: what it seals tells nothing without its key, and what was altered does not open.
 *
 * A `context` says what the bytes are and where they lie, e.g. `cache/template/3f2a…`. It is authenticated
 * but not stored: bytes sealed under one context do not open under another, so a record can't be moved or
 * swapped unnoticed.
 */
export interface Sealer {
  /** Encrypts `bytes` under a fresh nonce; the answer carries the nonce and the authentication tag. */
  seal(bytes: Uint8Array, context: string): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * What was sealed.
   *
   * @throws If the bytes were altered, or were sealed under another context or another key.
   */
  open(sealed: Uint8Array, context: string): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * A keyed one-way digest of `bytes` (HMAC-SHA-256, 32 bytes): the same bytes, context and key give the same
   * digest. For the names of records: a plain digest of a picture would let whoever copies the database test
   * whether a known picture was seen.
   */
  blind(bytes: Uint8Array, context: string): Promise<Uint8Array<ArrayBuffer>>;
}
