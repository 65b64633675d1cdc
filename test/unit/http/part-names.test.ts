import { expect, test } from 'vitest';
import { readPartNames } from '../../../src/http/part-names.ts';

const QUOTE = 'my "selfie".jpg';

test.each([
  ['what browsers, curl and OkHttp write', 'filename="my %22selfie%22.jpg"', QUOTE],
  ['what Go and aiohttp write', String.raw`filename="my \"selfie\".jpg"`, QUOTE],
  ['what those write who escape nothing', 'filename="my "selfie".jpg"', QUOTE],
  ['line breaks, percent-encoded', 'filename="a%0D%0Ab.jpg"', 'a\r\nb.jpg'],
  ['other percent signs as they are', 'filename="100%25 %C3%A9 %2.jpg"', '100%25 %C3%A9 %2.jpg'],
  ['filename* before filename', `filename="x"; filename*=UTF-8''na%C3%AFve%20%22a%22.jpg`, 'naïve "a".jpg'],
  ['filename* in quotes', `filename*="utf-8'en'%e2%82%ac.jpg"`, '€.jpg'],
  ['filename* of an old charset', "filename*=iso-8859-1''na%EFve.jpg", 'naïve.jpg'],
  ['filename if filename* makes no sense', 'filename*=naïve; filename=b.jpg', 'b.jpg'],
  ['filename if nobody knows the charset', "filename*=klingon''a; filename=b.jpg", 'b.jpg'],
  ['.NET’s encoded words', `filename="=?utf-8?B?bmHDr3ZlLmpwZw==?="`, 'naïve.jpg'],
  ['Spring’s encoded words', 'filename="=?UTF-8?Q?na=C3=AFve_?= =?UTF-8?Q?a.jpg?="', 'naïve a.jpg'],
  ['what only looks like an encoded word', 'filename="=?klingon?Q?a?="', '=?klingon?Q?a?='],
  ['an empty name', 'filename=""', ''],
  ['no name', 'size=3', undefined],
])('%s', (_case, parameters, filename) => {
  expect(readPartNames(`form-data; name="a"; ${parameters}`)).toEqual({ name: 'a', filename });
});

test('a part’s name is read as its file name is', () => {
  expect(readPartNames('form-data; name="my %22selfie%22"').name).toBe('my "selfie"');
  expect(readPartNames(String.raw`form-data; name="my \"selfie\""`).name).toBe('my "selfie"');
  expect(readPartNames("form-data; name*=utf-8''%C3%A9").name).toBe('é');
  expect(readPartNames('form-data; name="=?utf-8?B?w6k=?="').name).toBe('é');
  expect(readPartNames('form-data').name).toBe('');
});
