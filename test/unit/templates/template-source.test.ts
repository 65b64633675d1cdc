import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { templateBytes } from '../../../src/templates/template-source.ts';

describe('the bytes of a template', () => {
  test('are the same given as bytes, buffer or base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const owned = Uint8Array.from(bytes);
        expect(templateBytes(owned)).toEqual(owned);
        expect(templateBytes(owned.buffer)).toEqual(owned);
        expect(templateBytes(Buffer.from(bytes).toString('base64'))).toEqual(owned);
      }),
    );
  });

  test('are those of the view, not of the buffer under it', () => {
    expect(templateBytes(new Uint8Array([1, 2, 3, 4]).subarray(1, 3))).toEqual(Uint8Array.of(2, 3));
  });

  test('are not guessed from text that is no base64: BPE-002004', () => {
    for (const text of ['not base64!', 'ünïcode', 'AAAAA']) {
      expect(() => templateBytes(text)).toThrow(expect.objectContaining({ code: 'BPE-002004' }));
    }
  });

  test('are not looked for in anything else', () => {
    for (const other of [undefined, null, 5, {}, [1, 2]]) {
      expect(() => templateBytes(other as unknown as string)).toThrow(TypeError);
    }
  });
});
