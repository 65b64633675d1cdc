/** What a record of the cache holds once opened. */
export interface CachedTemplate {
  /** When it was made, in milliseconds since 1970. */
  made: number;
  template: Uint8Array<ArrayBuffer>;
}

/** The time goes first, as a 64-bit float; the template's bytes follow. */
const HEADER_BYTES = 8;

export function encodeCachedTemplate({ made, template }: CachedTemplate): Uint8Array<ArrayBuffer> {
  const record = new Uint8Array(HEADER_BYTES + template.length);
  new DataView(record.buffer).setFloat64(0, made);
  record.set(template, HEADER_BYTES);
  return record;
}

export function decodeCachedTemplate(record: Uint8Array<ArrayBuffer>): CachedTemplate {
  const made = new DataView(record.buffer, record.byteOffset).getFloat64(0);
  return { made, template: record.slice(HEADER_BYTES) };
}
