import * as v from 'valibot';
import { toHex } from '../../common/hex.ts';

/**
 * The export file, all numbers little-endian:
 *
 *     magic "IPFGALLERY", format version (2 bytes)
 *     length of the header (4 bytes), header: UTF-8 JSON
 *     for each frame: its length (4 bytes), its bytes
 *     SHA-256 over the SHA-256 digests of the header and of each frame
 *
 * A frame holds a kind (1 byte) and then a chunk of records, or a record's key (32 characters) and its picture.
 * In an encrypted file a frame is sealed under a context that names the header's digest, its number and how many
 * there are: frames can't be altered, dropped, added or put in another order, nor the header changed.
 */
export const MAGIC = new TextEncoder().encode('IPFGALLERY');
export const FORMAT_VERSION = 1;
export const HEAD_BYTES = MAGIC.length + 2 + 4;
export const LENGTH_BYTES = 4;
export const DIGEST_BYTES = 32;
export const KEY_CHARACTERS = 32;

/** What a frame holds. */
export const FRAME = { records: 1, picture: 2 } as const;

const COUNT = v.pipe(v.number(), v.integer(), v.minValue(0));

const HEADER = v.object({
  createdAt: v.string(),
  templates: COUNT,
  frames: COUNT,
  encryption: v.nullable(
    v.object({
      kdf: v.literal('PBKDF2-SHA-256'),
      iterations: v.pipe(COUNT, v.minValue(1)),
      salt: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))), v.length(16)),
    }),
  ),
});

export type ExportHeader = v.InferOutput<typeof HEADER>;

/** @throws If the bytes are not a header. */
export function parseHeader(bytes: Uint8Array): ExportHeader {
  return v.parse(HEADER, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
}

export const digestOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** The context a frame of an encrypted file is sealed under. */
export function frameContext(headerDigest: Uint8Array, number: number, frames: number): string {
  const hex = toHex(headerDigest);
  return `export/${hex}/${number}/${frames}`;
}
