import * as v from 'valibot';
import type { Metadata } from '../../contract/metadata.ts';
import { StorageError } from '../storage-error.ts';
import type { TemplateRecord } from './records.ts';

/**
 * Records as bytes, before they are sealed:
 *
 *     magic "IFC1"                       4 bytes
 *     length of the table                4 bytes, little-endian
 *     table: UTF-8 JSON, padded with spaces to a multiple of 4 bytes
 *     the templates, one after the other, in the table's order, each padded with zeros to a multiple of 4 bytes
 *
 * Four-byte steps let a template's floats be read in place. The magic ends in the version of this layout.
 */
const MAGIC = new TextEncoder().encode('IFC1');
const HEAD_BYTES = 8;

const KEY = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const ROW = v.object({
  key: KEY,
  id: v.pipe(v.string(), v.nonEmpty()),
  at: v.number(),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  // Not `v.record`, which drops names such as `constructor`.
  metadata: v.optional(v.custom<Metadata>(isPlainObject)),
  picture: v.optional(v.string()),
});
const TABLE = v.array(ROW);

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Row = v.InferOutput<typeof ROW>;

const padded = (length: number): number => (length + 3) & ~3;

/** The bytes of records. */
export function encodeChunk(records: readonly TemplateRecord[]): Uint8Array<ArrayBuffer> {
  const rows = records.map(({ key, id, enrolledAt, metadata, picture, template }): Row => {
    return {
      key,
      id,
      at: enrolledAt,
      bytes: template.length,
      ...(metadata && { metadata }),
      ...(picture !== undefined && { picture }),
    };
  });
  const table = new TextEncoder().encode(JSON.stringify(rows));
  const tableBytes = padded(table.length);
  const templatesBytes = rows.reduce((sum, row) => sum + padded(row.bytes), 0);
  const chunk = new Uint8Array(HEAD_BYTES + tableBytes + templatesBytes);
  chunk.set(MAGIC);
  new DataView(chunk.buffer).setUint32(4, tableBytes, true);
  chunk.fill(0x20, HEAD_BYTES, HEAD_BYTES + tableBytes);
  chunk.set(table, HEAD_BYTES);
  let offset = HEAD_BYTES + tableBytes;
  for (const { template } of records) {
    chunk.set(template, offset);
    offset += padded(template.length);
  }
  return chunk;
}

/**
 * The records of {@link encodeChunk}'s bytes; their templates are views into them.
 *
 * @param trusted The bytes were authenticated, so this package wrote them: their table needs no second look.
 * @throws {StorageError} `newer-version` or `tampered` if they are not in this layout.
 */
export function decodeChunk(chunk: Uint8Array<ArrayBuffer>, trusted: boolean): TemplateRecord[] {
  if (chunk.length < HEAD_BYTES || MAGIC.some((byte, i) => i < 3 && chunk[i] !== byte)) throw damaged();
  if (chunk[3] !== MAGIC[3]) {
    throw new StorageError('newer-version', 'The records were written by another version of this package.');
  }
  const tableBytes = new DataView(chunk.buffer, chunk.byteOffset).getUint32(4, true);
  if (HEAD_BYTES + tableBytes > chunk.length) throw damaged();
  const rows = parseTable(chunk.subarray(HEAD_BYTES, HEAD_BYTES + tableBytes), trusted);
  let offset = HEAD_BYTES + tableBytes;
  const records = rows.map(({ key, id, at, bytes, metadata, picture }): TemplateRecord => {
    const template = chunk.subarray(offset, offset + bytes);
    offset += padded(bytes);
    return {
      key,
      id,
      enrolledAt: at,
      ...(metadata && { metadata }),
      ...(picture !== undefined && { picture }),
      template,
    };
  });
  if (offset !== chunk.length) throw damaged();
  return records;
}

function parseTable(bytes: Uint8Array, trusted: boolean): Row[] {
  try {
    const table: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return trusted ? (table as Row[]) : v.parse(TABLE, table);
  } catch (error) {
    // The parser's own message may quote what it read, which is personal: it is not kept.
    throw damaged(error instanceof Error ? error.name : undefined);
  }
}

const damaged = (cause?: string): StorageError =>
  new StorageError('tampered', 'The records are damaged or incomplete.', { cause });
