import { describe, expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../src/common/base64.ts';

describe('base64', () => {
  test('bytes of every length come back', () => {
    for (const length of [0, 1, 2, 3, 255, 100_000]) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 7) & 0xff);
      expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
    }
  });

  test('line breaks, the URL-safe alphabet and missing padding are taken', () => {
    expect(decodeBase64('_-\r\n8')).toEqual(Uint8Array.of(0xff, 0xef));
  });

  test('what is not base64 is not', () => {
    for (const text of ['§', 'a', 'ab=c', 'data:image/png;base64,AAAA'])
      expect(decodeBase64(text)).toBeUndefined();
  });
});
