import crc32 from 'crc-32';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeAuthentic,
  decodeTemplate,
  encodeTemplate,
  isTemplate,
  type Template,
  withCommonness,
} from '../../../src/templates/template-bytes.ts';
import { randomUnit, seeded } from './search/vectors.ts';

const FINGERPRINT = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const HEADER_BYTES = 20;
const UNREADABLE = expect.objectContaining({ code: 'BPE-002004', status: 400 });

const template: Template = { fingerprint: FINGERPRINT, quality: 42, vector: randomUnit(512, seeded(1)) };
const bytes = encodeTemplate(template);

/** Bytes changed by someone who also mends the checksum. */
function forged(change: (copy: Uint8Array) => void): Uint8Array {
  const copy = bytes.slice();
  change(copy);
  new DataView(copy.buffer).setInt32(copy.length - 4, crc32.buf(copy.subarray(0, -4)), true);
  return copy;
}

/** What decoding throws; undefined if it works. */
function failure(altered: Uint8Array, fingerprint = FINGERPRINT): unknown {
  try {
    decodeTemplate(altered, fingerprint);
    return undefined;
  } catch (error) {
    return error;
  }
}

const unitVector = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 600 })
  .filter((components) => Math.hypot(...components) > 0.1)
  .map((components) => {
    const length = Math.hypot(...components);
    return Float32Array.from(components, (component) => component / length);
  });

describe('a template’s commonness', () => {
  const commonness = { value: 0.25, cohort: 7 };

  test('comes back within the precision of 16 bits, with the cohort that it was measured by', () => {
    const read = decodeTemplate(encodeTemplate({ ...template, commonness }));
    expect(read.commonness?.cohort).toBe(7);
    expect(read.commonness?.value).toBeCloseTo(0.25, 4);
    expect(read.vector).toEqual(decodeTemplate(bytes).vector);
  });

  test('is absent from a template of the format before, which is still written without one', () => {
    expect(bytes[4]).toBe(1);
    expect(decodeTemplate(bytes)).not.toHaveProperty('commonness');
  });

  test('is given to a template of before without a change to anything else', () => {
    const given = withCommonness(bytes, commonness);
    expect(given).toEqual(encodeTemplate({ ...template, commonness }));
    expect(decodeTemplate(given, FINGERPRINT).commonness?.value).toBeCloseTo(0.25, 4);
    expect(decodeTemplate(bytes)).not.toHaveProperty('commonness');
  });

  test('is within its bounds whatever the bytes claim', () => {
    const measured = encodeTemplate({ ...template, commonness });
    for (const claimed of [-32768, -1]) {
      new DataView(measured.buffer).setInt16(18, claimed, true);
      expect(decodeAuthentic(measured).commonness?.value).toBe(0);
    }
  });
});

describe('a template', () => {
  test('comes back within the precision of 16 bits, of unit length', () => {
    fc.assert(
      fc.property(unitVector, fc.integer({ min: 0, max: 100 }), (vector, quality) => {
        const read = decodeTemplate(encodeTemplate({ fingerprint: FINGERPRINT, quality, vector }));
        expect(read.fingerprint).toEqual(FINGERPRINT);
        expect(read.quality).toBe(quality);
        expect(Math.hypot(...read.vector)).toBeCloseTo(1, 5);
        // Half a step for the rounding of each number, and what restoring the length moves them all.
        const tolerance = (0.5 + Math.sqrt(vector.length) / 2) / 32767 + 1e-6;
        const errors = read.vector.map((value, i) => Math.abs(value - (vector[i] as number)));
        expect(Math.max(...errors)).toBeLessThan(tolerance);
      }),
    );
  });

  test('is the same bytes for the same content, and compact', () => {
    expect(encodeTemplate(template)).toEqual(bytes);
    expect(bytes.length).toBe(20 + 2 * 512 + 4);
  });

  test('keeps its quality within 0 to 100', () => {
    for (const [quality, kept] of [
      [-5, 0],
      [41.6, 42],
      [250, 100],
    ] as const) {
      expect(decodeTemplate(encodeTemplate({ ...template, quality })).quality).toBe(kept);
    }
  });

  test('is read wherever it lies in a larger buffer', () => {
    for (const offset of [0, 1, 2, 3]) {
      const larger = new Uint8Array(bytes.length + 8);
      larger.set(bytes, offset);
      const view = larger.subarray(offset, offset + bytes.length);
      expect(decodeTemplate(view, FINGERPRINT)).toEqual(decodeTemplate(bytes));
    }
  });

  test('is told from a picture by how it starts', () => {
    expect(isTemplate(bytes)).toBe(true);
    expect(isTemplate(new Uint8Array([0xff, 0xd8, ...new Uint8Array(100)]))).toBe(false);
    expect(isTemplate(new Uint8Array())).toBe(false);
  });

  test('of a gallery goes into the array given for it, if it fits', () => {
    const [target, short] = [new Float32Array(512), new Float32Array(8)];
    expect(decodeAuthentic(bytes, target).vector).toBe(target);
    expect(decodeAuthentic(bytes, short).vector).toEqual(target);
  });
});

describe('BPE-002004 answers a template that is', () => {
  test('altered in any one byte', () => {
    for (let at = 0; at < bytes.length; at++) {
      const altered = bytes.slice();
      altered[at] = (altered[at] as number) ^ 0x10;
      expect(failure(altered), `byte ${at}`).toEqual(UNREADABLE);
    }
  });

  test('cut off at any length, or longer', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(failure(bytes.slice(0, length)), `${length} bytes`).toEqual(UNREADABLE);
    }
    expect(failure(new Uint8Array([...bytes, 0]))).toEqual(UNREADABLE);
  });

  test('nothing but zeros, as bytes or as a vector', () => {
    expect(failure(new Uint8Array(bytes.length))).toEqual(UNREADABLE);
    const empty = forged((copy) => copy.fill(0, HEADER_BYTES, -4));
    expect(failure(empty)).toMatchObject({ message: expect.stringContaining('zeros') });
  });

  test('of another model pack, and says what to do', () => {
    expect(failure(bytes, Uint8Array.of(9, 2, 3, 4, 5, 6, 7, 8))).toMatchObject({
      code: 'BPE-002004',
      reason: 'other-model',
      message: expect.stringContaining('extract it again'),
    });
  });

  test.each([
    ['format', 4],
    ['vector type', 5],
  ])('of another version of the %s, with a right checksum', (_what, offset) => {
    const newer = forged((copy) => {
      copy[offset] = 3;
    });
    expect(failure(newer)).toMatchObject({
      code: 'BPE-002004',
      message: expect.stringContaining('version'),
    });
  });

  test('said to be longer than it is', () => {
    const lying = forged((copy) => new DataView(copy.buffer).setUint16(6, 513, true));
    expect(failure(lying)).toEqual(UNREADABLE);
  });

  test('any other bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (noise) => failure(noise) !== undefined));
  });
});
