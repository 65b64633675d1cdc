import crc32 from 'crc-32';
import { clamp } from '../common/clamp.ts';
import { ApiLiteError, type ApiLiteErrorReason } from '../contract/errors.ts';
import type { Commonness } from './commonness.ts';

/**
 * The bytes of a template, little-endian:
 *
 * | offset | size | what |
 * |---|---|---|
 * | 0 | 4 | magic `IPFT` |
 * | 4 | 1 | format version: 2, or 1 without commonness |
 * | 5 | 1 | type of the vector: 1 = 16-bit fixed point, value / 32767 |
 * | 6 | 2 | dimension |
 * | 8 | 8 | fingerprint of the model pack |
 * | 16 | 1 | quality, 0 to 100 |
 * | 17 | 1 | what names the cohort that the commonness was measured by; in version 1 zero |
 * | 18 | 2 | commonness as 16-bit fixed point, value / 32767; in version 1 zero |
 * | 20 | 2 x dimension | the vector |
 * | 20 + 2 x dimension | 4 | CRC-32 of all bytes before |
 */
export interface Template {
  /** Whose templates this one may be compared with: 8 bytes. */
  fingerprint: Uint8Array;
  /** How recognisable the face was, 0 to 100. */
  quality: number;
  /** The embedding, unit length. */
  vector: Float32Array;
  /** Absent if the pack had no cohort when the template was made. */
  commonness?: Commonness;
}

const MAGIC = 0x54465049;
const VERSION_WITHOUT_COMMONNESS = 1;
const VERSION = 2;
const FIXED_POINT_16 = 1;
const FIXED_POINT_ONE = 32767;
const FINGERPRINT_OFFSET = 8;
const FINGERPRINT_BYTES = 8;
const QUALITY_OFFSET = 16;
const COHORT_OFFSET = 17;
const COMMONNESS_OFFSET = 18;
const HEADER_BYTES = 20;
const CHECKSUM_BYTES = 4;

/** Writes a template; the same template gives the same bytes. */
export function encodeTemplate(template: Template): Uint8Array<ArrayBuffer> {
  const { fingerprint, quality, vector, commonness } = template;
  const end = HEADER_BYTES + vector.length * 2;
  const bytes = new Uint8Array(end + CHECKSUM_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint8(4, commonness ? VERSION : VERSION_WITHOUT_COMMONNESS);
  view.setUint8(5, FIXED_POINT_16);
  view.setUint16(6, vector.length, true);
  bytes.set(fingerprint, FINGERPRINT_OFFSET);
  view.setUint8(QUALITY_OFFSET, Math.round(Math.min(100, Math.max(0, quality))));
  if (commonness) writeCommonness(view, commonness);
  for (const [index, value] of vector.entries()) {
    view.setInt16(HEADER_BYTES + index * 2, Math.round(value * FIXED_POINT_ONE), true);
  }
  sealChecksum(bytes);
  return bytes;
}

function writeCommonness(view: DataView, { value, cohort }: Commonness): void {
  view.setUint8(COHORT_OFFSET, cohort);
  view.setInt16(COMMONNESS_OFFSET, Math.round(value * FIXED_POINT_ONE), true);
}

function sealChecksum(bytes: Uint8Array<ArrayBuffer>): void {
  const end = bytes.byteLength - CHECKSUM_BYTES;
  new DataView(bytes.buffer).setInt32(end, crc32.buf(bytes.subarray(0, end)), true);
}

/** The bytes of a template with another commonness; all else stays as it is. */
export function withCommonness(bytes: Uint8Array, commonness: Commonness): Uint8Array<ArrayBuffer> {
  const changed = Uint8Array.from(bytes);
  const view = new DataView(changed.buffer);
  view.setUint8(4, VERSION);
  writeCommonness(view, commonness);
  sealChecksum(changed);
  return changed;
}

/**
 * Reads a template.
 *
 * @param fingerprint The pack it must belong to; without it any pack's template is read.
 * @throws {ApiLiteError} BPE-002004 if it is empty, truncated, altered, or of another pack or version.
 */
export function decodeTemplate(bytes: Uint8Array, fingerprint?: Uint8Array): Template {
  if (bytes.byteLength === 0) throw unreadable('is empty');
  if (!isTemplate(bytes)) throw unreadable('does not start like a template of this engine');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = HEADER_BYTES + view.getUint16(6, true) * 2;
  if (bytes.byteLength !== end + CHECKSUM_BYTES) throw unreadable('is cut off or too long');
  if (view.getInt32(end, true) !== crc32.buf(bytes.subarray(0, end)))
    throw unreadable('was altered: its checksum differs');
  const template = decodeAuthentic(bytes);
  if (fingerprint && !template.fingerprint.every((byte, index) => byte === fingerprint[index])) {
    throw unreadable('was made by another model pack: extract it again from the picture', 'other-model');
  }
  return template;
}

/** True if bytes start like a template, sound or not, and not like a picture. */
export function isTemplate(bytes: Uint8Array): boolean {
  if (bytes.byteLength < HEADER_BYTES + CHECKSUM_BYTES) return false;
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) === MAGIC;
}

/**
 * Reads a template whose bytes were authenticated just before, as those of a gallery are: without a second look
 * at length and checksum, which would take half the time of opening a large gallery.
 *
 * @param target Takes the vector if it fits, instead of a new array.
 * @throws {ApiLiteError} BPE-002004 if it is of another version.
 */
export function decodeAuthentic(bytes: Uint8Array, target?: Float32Array): Template {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint8(4);
  const isKnown = version === VERSION || version === VERSION_WITHOUT_COMMONNESS;
  if (!isKnown || view.getUint8(5) !== FIXED_POINT_16) {
    throw unreadable('is of a version this engine does not know');
  }
  const fingerprint = bytes.slice(FINGERPRINT_OFFSET, FINGERPRINT_OFFSET + FINGERPRINT_BYTES);
  const dimension = view.getUint16(6, true);
  const vector = readVector(bytes, target?.length === dimension ? target : new Float32Array(dimension));
  const quality = view.getUint8(QUALITY_OFFSET);
  return version === VERSION
    ? { fingerprint, quality, vector, commonness: readCommonness(view) }
    : { fingerprint, quality, vector };
}

function readCommonness(view: DataView): Commonness {
  const value = view.getInt16(COMMONNESS_OFFSET, true) / FIXED_POINT_ONE;
  // A checksum is no signature: whoever wrote these bytes may have written anything.
  return { value: clamp(value, 0, 1), cohort: view.getUint8(COHORT_OFFSET) };
}

/** Fixed point loses the exact unit length: it is restored, so that a dot product is a cosine. */
function readVector(bytes: Uint8Array, vector: Float32Array): Float32Array {
  const values = fixedPointValues(bytes, vector.length);
  let square = 0;
  for (let index = 0; index < values.length; index++) square += (values[index] as number) ** 2;
  if (square === 0) throw unreadable('holds only zeros');
  const scale = 1 / Math.sqrt(square);
  for (let index = 0; index < values.length; index++) vector[index] = (values[index] as number) * scale;
  return vector;
}

/** The vector's numbers in place if they lie at an even address, else in a copy. Browsers are little-endian. */
function fixedPointValues(bytes: Uint8Array, dimension: number): Int16Array {
  const offset = bytes.byteOffset + HEADER_BYTES;
  if (offset % 2 === 0) return new Int16Array(bytes.buffer, offset, dimension);
  return new Int16Array(bytes.slice(HEADER_BYTES, HEADER_BYTES + dimension * 2).buffer);
}

function unreadable(what: string, reason: ApiLiteErrorReason = 'unreadable-template'): ApiLiteError {
  return new ApiLiteError('BPE-002004', `The template ${what}.`, { reason });
}
