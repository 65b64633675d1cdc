import { decodeBase64 } from '../common/base64.ts';
import { percentDecoded } from '../contract/liveness/media-names.ts';
import { latin1Bytes } from './bytes.ts';
import { parseParameterisedHeader } from './header-parameters.ts';

/** One or more words of RFC 2047, by which .NET and Spring write names that are not ASCII. */
const ENCODED_WORDS = /^\s*(?:=\?[^\s?]+\?[bq]\?[^\s?]*\?=\s*)+$/i;

/** A part's name and file name as its Content-Disposition has them, whichever way its sender writes characters. */
export function readPartNames(disposition: string): { name: string; filename: string | undefined } {
  const { parameters } = parseParameterisedHeader(disposition);
  return { name: nameIn(parameters, 'name') ?? '', filename: nameIn(parameters, 'filename') };
}

/** `filename*` (RFC 5987) before `filename`; `name*` is no standard's, but aiohttp and old urllib3 send it. */
function nameIn(parameters: Map<string, string>, key: string): string | undefined {
  const extended = parameters.get(`${key}*`);
  return (extended && decodeExtendedValue(extended)) ?? decodePlainValue(parameters.get(key));
}

/** `UTF-8''na%C3%AFve.jpg` → `naïve.jpg`; undefined if it is not of that form. */
function decodeExtendedValue(value: string): string | undefined {
  const [, charset, encoded] = /^([\w-]+)'[^']*'(.*)$/s.exec(value) ?? [];
  if (charset === undefined || encoded === undefined) return undefined;
  return decodeText(charset, hexDecoded(encoded, '%'));
}

function decodePlainValue(value: string | undefined): string | undefined {
  if (value === undefined || !ENCODED_WORDS.test(value)) return value && percentDecoded(value);
  const words = value.trim().split(/\s+/).map(decodeWord);
  return words.includes(undefined) ? value : words.join('');
}

/** `=?utf-8?B?w6k=?=` → `é`; undefined if it can't be read. */
function decodeWord(word: string): string | undefined {
  const [, charset = '', encoding = '', text = ''] = word.split('?');
  const bytes = /b/i.test(encoding) ? decodeBase64(text) : hexDecoded(text.replaceAll('_', ' '), '=');
  return bytes && decodeText(charset, bytes);
}

function hexDecoded(text: string, mark: '%' | '='): Uint8Array<ArrayBuffer> {
  const hex = new RegExp(`${mark}([0-9a-f]{2})`, 'gi');
  return latin1Bytes(
    text.replace(hex, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
  );
}

/** Undefined for a charset that nobody knows. */
function decodeText(charset: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
}
