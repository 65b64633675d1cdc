import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeChunk, encodeChunk } from '../../../../src/templates/gallery/chunk-codec.ts';
import type { TemplateRecord } from '../../../../src/templates/gallery/records.ts';

const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 });
const record: fc.Arbitrary<TemplateRecord> = fc
  .record(
    {
      key: hex,
      id: fc.string({ unit: 'binary', minLength: 1 }),
      enrolledAt: fc.nat(),
      metadata: fc.dictionary(fc.string(), fc.jsonValue()),
      picture: fc.string(),
      template: fc.uint8Array({ minLength: 1, maxLength: 50 }),
    },
    { requiredKeys: ['key', 'id', 'enrolledAt', 'template'] },
  )
  .map((made) =>
    JSON.parse(JSON.stringify(made), (key, value) => (key === 'template' ? made.template : value)),
  );

test('records come back as they were, from trusted and from foreign bytes', () => {
  fc.assert(
    fc.property(fc.array(record), (records) => {
      const bytes = encodeChunk(records);
      expect(decodeChunk(bytes, true)).toEqual(records);
      expect(decodeChunk(bytes, false)).toEqual(records);
    }),
  );
});

test('bytes at an odd place in a larger buffer are read alike', () => {
  fc.assert(
    fc.property(fc.array(record), fc.integer({ min: 1, max: 9 }), (records, offset) => {
      const bytes = encodeChunk(records);
      const larger = new Uint8Array(offset + bytes.length);
      larger.set(bytes, offset);
      expect(decodeChunk(larger.subarray(offset), false)).toEqual(records);
    }),
  );
});

test('any bytes are either records or refused as tampered or newer, without quoting them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (noise, hasMagic) => {
      const bytes = new Uint8Array(noise);
      if (hasMagic) bytes.set(new TextEncoder().encode('IFC1').subarray(0, bytes.length));
      try {
        decodeChunk(bytes, false);
      } catch (error) {
        expect(error).toMatchObject({
          name: 'StorageError',
          reason: expect.stringMatching(/tampered|newer/),
        });
      }
    }),
  );
});

test('a chunk cut off anywhere is refused', () => {
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 5 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (records, part) => {
        const bytes = encodeChunk(records);
        const cut = bytes.slice(0, Math.floor(bytes.length * part));
        expect(() => decodeChunk(cut, false)).toThrow(expect.objectContaining({ reason: 'tampered' }));
      },
    ),
  );
});
