import { latin1Bytes } from './bytes.ts';

/** A header value such as `form-data; name="sample"`, taken apart. */
export interface ParameterisedHeader {
  /** What stands before the first parameter, in lower case, e.g. `multipart/form-data`. */
  value: string;
  /** The parameters by their name in lower case, unquoted. */
  parameters: Map<string, string>;
}

/**
 * One parameter: a name, then a quoted or a plain value. The typographic quotes of the reference's printed
 * examples count as quotes, since people paste them. A backslash escapes a quote or a backslash, and one before the
 * last quote of a value stands for itself; each is read one way only, or a row of them would take exponential time.
 */
const PARAMETER = /;\s*([^=;\s]+)\s*=\s*(?:["”“]((?:\\["\\]|\\(?!["\\])|[^"”“\\])*\\?)["”“]|([^;]*))/g;

/** Reads a header's value and its parameters, in any case and order. */
export function parseParameterisedHeader(header: string): ParameterisedHeader {
  const start = header.indexOf(';');
  const value = (start === -1 ? header : header.slice(0, start)).trim().toLowerCase();
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of header.matchAll(PARAMETER)) {
    parameters.set(name.toLowerCase(), quoted?.replace(/\\(["\\])/g, '$1') ?? plain.trim());
  }
  return { value, parameters };
}

/** The file name of a Content-Disposition: `filename*` (RFC 5987) before `filename`. */
export function fileNameOf(parameters: Map<string, string>): string | undefined {
  const extended = parameters.get('filename*');
  return (extended === undefined ? undefined : decodeExtendedValue(extended)) ?? parameters.get('filename');
}

/** `UTF-8''na%C3%AFve.jpg` → `naïve.jpg`; undefined if it is not of that form. */
function decodeExtendedValue(value: string): string | undefined {
  const [, charset, encoded] = /^([\w-]+)'[^']*'(.*)$/.exec(value) ?? [];
  if (charset === undefined || encoded === undefined) return undefined;
  const latin1 = encoded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  try {
    return new TextDecoder(charset).decode(latin1Bytes(latin1));
  } catch {
    return undefined; // A charset nobody knows: the plain file name serves.
  }
}
