import { toHex } from '../../common/hex.ts';
import type { Metadata } from '../../contract/metadata.ts';

/** One template of one person, as stored. */
export interface TemplateRecord {
  /** Names the record: 32 random hexadecimal digits, so that they reveal nothing. */
  key: string;
  /** The person, by the app's own id. */
  id: string;
  /** When it was enrolled, milliseconds since 1970. */
  enrolledAt: number;
  /** The person's metadata at that time; the youngest record's is the person's. */
  metadata?: Metadata;
  /** Media type of the picture kept with it; absent if none is. */
  picture?: string;
  /** The template's bytes; rotated if the gallery is unlinkable. */
  template: Uint8Array<ArrayBuffer>;
}

/** A name for a record or a chunk. */
export function randomKey(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(16)));
}

/** Longest id, in UTF-16 units. */
const MAX_ID_LENGTH = 1024;
/** Metadata is for a name and a few facts; all of it is in memory while a gallery is open. */
const MAX_METADATA_LENGTH = 64 * 1024;

/** Longest media type of a picture: RFC 6838 allows 127 characters on either side of the slash. */
const MAX_TYPE_LENGTH = 255;
/** Types that a browser takes for a page, with scripts: HTML and all kinds of XML, SVG among them. */
const ACTIVE_TYPE = /html|xml|script/;
/** Clocks of two devices differ; a day is more than any that is set at all. */
const MAX_CLOCK_ERROR_MS = 24 * 60 * 60 * 1000;

/** @throws {TypeError} If it is not a text of 1 to 1024 characters. */
export function checkId(id: unknown): asserts id is string {
  if (typeof id !== 'string' || id === '' || id.length > MAX_ID_LENGTH) {
    throw new TypeError(`id must be a text of 1 to ${MAX_ID_LENGTH} characters`);
  }
}

/**
 * A copy as it will be read back.
 *
 * @throws {TypeError} If it is not an object that JSON can hold within 64 KiB.
 */
export function checkMetadata(metadata: unknown): Metadata {
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) {
    throw new TypeError('metadata must be an object');
  }
  const text = jsonOf(metadata);
  if (text === undefined || text.length > MAX_METADATA_LENGTH) {
    throw new TypeError(`metadata must be at most ${MAX_METADATA_LENGTH} characters of JSON`);
  }
  const copy: unknown = JSON.parse(text);
  if (typeof copy !== 'object' || copy === null || Array.isArray(copy)) {
    throw new TypeError('metadata must be an object');
  }
  return copy as Metadata;
}

/** Undefined if JSON can't hold it, as it can't what is nested too deeply. */
function jsonOf(metadata: object): string | undefined {
  try {
    return JSON.stringify(metadata);
  } catch {
    return undefined;
  }
}

/**
 * @throws {TypeError} If it is not the media type of a picture, or of nothing in particular, as a Blob has it. One that
 *   browsers run as a page must never come back from a gallery.
 */
export function checkPictureType(type: string): void {
  const isBlobs = type.length <= MAX_TYPE_LENGTH && new Blob([], { type }).type === type;
  if (!isBlobs || ACTIVE_TYPE.test(type)) throw new TypeError('The picture must not be declared as a page');
}

/**
 * Whoever wrote a record that comes from outside could write anything: it is held to what an enrolment is held to.
 * Its template is checked as it enters, as every template is.
 *
 * @returns The record as it will be kept.
 * @throws {TypeError} If an enrolment would not have made it.
 */
export function checkRecord(record: TemplateRecord): TemplateRecord {
  const { id, enrolledAt, metadata, picture } = record;
  checkId(id);
  if (!Number.isInteger(enrolledAt) || enrolledAt < 0 || enrolledAt > Date.now() + MAX_CLOCK_ERROR_MS) {
    throw new TypeError('A template must have been enrolled at some time after 1970, and not in the future');
  }
  if (picture !== undefined) checkPictureType(picture);
  return { ...record, ...(metadata && { metadata: checkMetadata(metadata) }) };
}

/**
 * A record for one more template of a person.
 *
 * @param youngest The person's youngest record so far: its metadata stay unless there are new ones.
 */
export function newRecord(
  id: string,
  template: Uint8Array<ArrayBuffer>,
  youngest: { enrolledAt: number; metadata?: Metadata | undefined } | undefined,
  {
    metadata = youngest?.metadata,
    picture,
  }: { metadata?: Metadata | undefined; picture?: string | undefined },
): TemplateRecord {
  return {
    key: randomKey(),
    id,
    // Strictly later, whatever the clock does: the order of a person's records is their order of enrolment.
    enrolledAt: Math.max(Date.now(), (youngest?.enrolledAt ?? 0) + 1),
    ...(metadata && { metadata }),
    ...(picture !== undefined && { picture }),
    template,
  };
}
