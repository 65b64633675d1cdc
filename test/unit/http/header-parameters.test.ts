import { describe, expect, test } from 'vitest';
import { parseParameterisedHeader } from '../../../src/http/header-parameters.ts';

function parametersOf(header: string): Record<string, string> {
  return Object.fromEntries(parseParameterisedHeader(header).parameters);
}

test('value and parameters are read in any case, order and spacing', () => {
  expect(parseParameterisedHeader(' Multipart/Form-Data ;BOUNDARY = abc ; ')).toEqual({
    value: 'multipart/form-data',
    parameters: new Map([['boundary', 'abc']]),
  });
  expect(parseParameterisedHeader('IMAGE/png')).toEqual({ value: 'image/png', parameters: new Map() });
});

describe('a parameter’s value', () => {
  test.each([
    ['in quotes', 'name="a b"', { name: 'a b' }],
    ['without quotes', 'name=a; filename=b.jpg', { name: 'a', filename: 'b.jpg' }],
    ['in the reference’s printed quotes', 'name=”a”; filename=“b”', { name: 'a', filename: 'b' }],
    ['with printed quotes in it', 'filename="“a”.jpg"; name=b', { filename: '“a”.jpg', name: 'b' }],
    ['with semicolons', 'filename="a; name=b;.jpg"; name="c"', { filename: 'a; name=b;.jpg', name: 'c' }],
    [
      'with escaped quotes',
      String.raw`filename="a \"b\"; c.jpg"; name=d`,
      { filename: 'a "b"; c.jpg', name: 'd' },
    ],
    [
      'with quotes and backslashes escaped',
      String.raw`filename="C:\\a\\\"b\"\\"`,
      { filename: 'C:\\a\\"b"\\' },
    ],
    ['with quotes as they are', 'filename="a "b" c.jpg"; name="d"', { filename: 'a "b" c.jpg', name: 'd' }],
    ['with a quote and a semicolon as they are', 'filename="a"; b.jpg"', { filename: 'a"; b.jpg' }],
    [
      'with backslashes as they are',
      String.raw`filename="C:\faces\2.jpg"`,
      { filename: String.raw`C:\faces\2.jpg` },
    ],
    [
      'that begins in two backslashes',
      String.raw`filename="\\server\a.jpg"`,
      { filename: String.raw`\\server\a.jpg` },
    ],
    ['that ends in a backslash', String.raw`filename="a\"`, { filename: 'a\\' }],
    [
      'that ends in a backslash before another',
      String.raw`name="a\"; filename="b\"`,
      { name: 'a\\', filename: 'b\\' },
    ],
    ['that is empty', 'name=""; filename=', { name: '', filename: '' }],
    ['beside what is no parameter', 'name="a"; ; form; filename="b"', { name: 'a', form: '', filename: 'b' }],
    ['beside what makes no sense', 'name=a; = oops; filename="b"', { name: 'a', filename: 'b' }],
  ])('%s', (_case, parameters, expected) => {
    expect(parametersOf(`form-data; ${parameters}`)).toEqual(expected);
  });
});

test.each(['\\', '"', '";', ' ;', '"  ; a', '"; a="', '\\";', '“'])(
  'a row of %s is read at once',
  (piece) => {
    const start = performance.now();
    parseParameterisedHeader(`form-data; name="${piece.repeat(16_000 / piece.length)}`);
    expect(performance.now() - start).toBeLessThan(500);
  },
);
