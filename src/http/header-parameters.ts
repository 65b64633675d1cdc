/** A header value such as `form-data; name="sample"`, taken apart. */
export interface ParameterisedHeader {
  /** What stands before the first parameter, in lower case, e.g. `multipart/form-data`. */
  value: string;
  /** The parameters by their name in lower case, unquoted. */
  parameters: Map<string, string>;
}

/** A quoted value in which a backslash escapes a quote or a backslash, and stands for itself before all else. */
const ESCAPED = String.raw`"((?:\\["\\]|[^"\\]|\\(?!["\\]))*)"|(?!\s*")`;
/** One in which nothing is escaped: its last quote is the one behind which a parameter or nothing follows. */
const VERBATIM = String.raw`"(.*?)"(?=\s*(?:;\s*[\w*-]+\s*=|;?\s*$))|`;
/** The typographic quotes of the reference's printed examples count as quotes, since people paste them. */
const PRINTED = '[”“]([^"”“]*)["”“]';

const escapedParameter = parameter(ESCAPED);
const verbatimParameter = parameter(VERBATIM);

/** A name, and perhaps a value: in quotes of either kind, or plain. */
function parameter(quoted: string): RegExp {
  return new RegExp(
    String.raw`\s*;\s*([^=;\s"”“]+)\s*(?:=\s*(?:${quoted}(?:${PRINTED}|([^;]*))))?(?=\s*(?:;|$))`,
    'sy',
  );
}

/**
 * Reads a header's value and its parameters, in any case and order.
 *
 * Some clients escape quotes and backslashes by a backslash, others let backslashes stand for themselves, even before
 * the closing quote: the reading under which the whole header makes sense is the one that was meant.
 */
export function parseParameterisedHeader(header: string): ParameterisedHeader {
  const start = header.indexOf(';');
  if (start === -1) return { value: header.trim().toLowerCase(), parameters: new Map() };
  const text = header.slice(start);
  const escaped = parametersOf(text, escapedParameter, withoutEscapes);
  const { parameters } = escaped.whole ? escaped : parametersOf(text, verbatimParameter);
  return { value: header.slice(0, start).trim().toLowerCase(), parameters };
}

/** The parameters that can be read; `whole` tells whether nothing is left over. */
function parametersOf(text: string, pattern: RegExp, unquote = (quoted: string) => quoted) {
  const parameters = new Map<string, string>();
  let whole = true;
  for (let at = 0; at < text.length; ) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) {
      const [, name = '', quoted, printed, plain = ''] = match;
      const value = quoted === undefined ? (printed ?? plain.trim()) : unquote(quoted);
      parameters.set(name.toLowerCase(), value);
      at = pattern.lastIndex;
    } else {
      const next = text.indexOf(';', at + 1);
      const end = next === -1 ? text.length : next;
      whole &&= text.slice(at + 1, end).trim() === '';
      at = end;
    }
  }
  return { parameters, whole };
}

/** Who lets one backslash stand for itself does not escape any: `\\server\share` is meant as it is. */
function withoutEscapes(quoted: string): string {
  const escapesBackslashes = !/\\/.test(quoted.replace(/\\["\\]/g, ''));
  return quoted.replace(escapesBackslashes ? /\\(["\\])/g : /\\(")/g, '$1');
}
