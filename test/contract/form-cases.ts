import { expect } from 'vitest';
import {
  type ContractCase,
  FACE,
  type Fixtures,
  jsonOf,
  picturePart,
  templatePart,
  textOf,
  type WireRequest,
} from './contract-case.ts';
import { type Framing, type PartToWrite, writeMultipart } from './multipart-writer.ts';

const CONTENT = ({ anna, templates }: Fixtures): PartToWrite[] => [
  picturePart('sample', anna),
  templatePart('bio_template', templates.anna),
];

/** The many ways to write a request that the contract means the same by. */
export const FORM_CASES: ContractCase[] = [
  framed('a quoted boundary', { boundaryParameter: '"X-test-boundary-7f3a"' }),
  framed('a quoted boundary of odd characters', {
    boundary: "it's (an) odd+boundary_/:=?",
    boundaryParameter: '"it\'s (an) odd+boundary_/:=?"',
  }),
  framed('a boundary of hyphens', { boundary: '----------' }),
  framed('a boundary that begins and ends in hyphens', { boundary: '--BOUNDARY--' }),
  framed('a boundary of one letter', { boundary: 'Q0z' }),
  framed('a boundary of seventy characters', { boundary: 'B'.repeat(70) }),
  framed('a charset after the boundary', { boundaryParameter: 'X-test-boundary-7f3a; charset=utf-8' }),
  framed('LF for line ends', { lineEnd: '\n' }),
  framed('a preamble', { preamble: 'This is a multipart message.\r\nSecond line --X-test\r\n' }),
  framed('an epilogue', { epilogue: '\r\nThe end.\r\n--X-test-boundary-7f3a\r\nnot a part' }),
  framed('nothing after the closing delimiter', { epilogue: '' }),
  framed('preamble, epilogue and LF', { preamble: 'before\n', epilogue: '\nafter', lineEnd: '\n' }),
  withParts('an unknown extra part', (parts) => [{ name: 'comment', content: 'hello' }, ...parts]),
  withParts('an unknown extra part of any type', (parts) => [
    ...parts,
    { name: 'notes', content: '<p>', contentType: 'text/html' },
  ]),
  withParts('a part without a name', (parts) => [
    { name: '', headers: ['Content-Type: text/plain'], content: 'nameless' },
    ...parts,
  ]),
  withParts('a part without any header', (parts) => [
    { name: '', headers: [], content: 'nameless' },
    ...parts,
  ]),
  withParts('file names', (parts) =>
    parts.map((part) => ({ ...part, filename: 'file "quoted".bin'.replaceAll('"', '%22') })),
  ),
  withParts('parts without a type', (parts) => parts.map(({ name, content }) => ({ name, content }))),
  withHeaders('headers in reverse order', ({ name, contentType }) => [
    `Content-Type: ${contentType}`,
    `Content-Disposition: form-data; name="${name}"`,
  ]),
  withHeaders('headers in lower case', ({ name, contentType }) => [
    `content-disposition: form-data; name="${name}"`,
    `content-type: ${contentType}`,
  ]),
  withHeaders('headers and types in upper case', ({ name, contentType = '' }) => [
    `CONTENT-DISPOSITION: FORM-DATA; NAME="${name}"`,
    `CONTENT-TYPE: ${contentType.toUpperCase()}`,
  ]),
  withHeaders('Content_type as the reference spells it', ({ name, contentType }) => [
    `Content-Disposition: form-data; name="${name}"`,
    `Content_type: ${contentType}`,
  ]),
  withHeaders('a charset after the part types', ({ name, contentType }) => [
    `Content-Disposition: form-data; name="${name}"`,
    `Content-Type: ${contentType}; charset=binary`,
  ]),
  withHeaders('names without quotes and with spaces about them', ({ name, contentType }) => [
    `Content-Disposition:form-data ;  name = ${name} ; filename=x`,
    `Content-Type:${contentType}`,
  ]),
  withHeaders('folded headers', ({ name, contentType }) => [
    'Content-Disposition: form-data;',
    `\tname="${name}"`,
    `Content-Type: ${contentType}`,
  ]),
  withHeaders('headers of no concern', ({ name, contentType }) => [
    'X-Trace: 42',
    `Content-Disposition: form-data; name="${name}"`,
    'Content-Length: 7',
    'Content-Transfer-Encoding: binary',
    `Content-Type: ${contentType}`,
  ]),
  {
    name: 'a PNG declared as image/jpeg is read by its bytes',
    request: ({ annaPng }) => extract('/v1/face/pattern/extract', annaPng, 'image/jpeg'),
    check: expectTemplate,
  },
  ...['image/jpeg; charset=utf-8', 'IMAGE/JPEG', 'image/png'].map((contentType) => ({
    name: `a picture of Content-Type ${contentType}`,
    request: ({ anna }: Fixtures) => extract('/v1/face/pattern/extract', anna, contentType),
    check: expectTemplate,
  })),
  ...[
    '/v2/face/pattern/extract',
    '/v1.2.0/face/pattern/extract',
    '/1/face/pattern/extract',
    '/v1/face/pattern/extract/',
    '/v1//face/pattern//extract',
    '/V1/Face/Pattern/EXTRACT',
    '/v1/f%61ce/pattern/%65xtract',
    '/v1/face/pattern/extract/?a=b',
  ].map((path) => ({
    name: `the path ${path}`,
    request: ({ anna }: Fixtures) => extract(path, anna, 'image/jpeg'),
    check: expectTemplate,
  })),
  {
    name: 'a query after the path is not looked at',
    request: () => ({ method: 'GET', path: `${FACE}/pattern/health?now=1` }),
    check: (response) => expect(jsonOf(response).status).toBe(0),
  },
  {
    name: 'file names come back as they were sent',
    request: ({ templates }) => {
      const { headers, body } = writeMultipart([
        templatePart('template_1', templates.anna),
        templatePart('templates_n', templates.ben, 'Ánna Müller 山.template'),
        templatePart('templates_n', templates.ben, String.raw`C:\faces\2.template`),
        templatePart('templates_n', templates.ben, 'a;b=c.template'),
        templatePart('templates_n', templates.ben),
        templatePart('templates_n', templates.ben, ''),
        {
          name: 'templates_n',
          content: templates.ben,
          headers: [
            `Content-Disposition: form-data; name="templates_n"; filename="x"; filename*=UTF-8''na%C3%AFve.t`,
          ],
        },
      ]);
      return { method: 'POST', path: `${FACE}/pattern/compare_n`, headers, body };
    },
    check(response) {
      const results = jsonOf(response).results as { filename: string }[];
      expect(results.map(({ filename }) => filename)).toEqual([
        'Ánna Müller 山.template',
        String.raw`C:\faces\2.template`,
        'a;b=c.template',
        '4',
        '',
        'naïve.t',
      ]);
    },
  },
];

function framed(name: string, framing: Framing): ContractCase {
  return verifyCase(name, (fixtures) => writeMultipart(CONTENT(fixtures), framing));
}

function withParts(name: string, change: (parts: PartToWrite[]) => PartToWrite[]): ContractCase {
  return verifyCase(name, (fixtures) => writeMultipart(change(CONTENT(fixtures))));
}

function withHeaders(name: string, headers: (part: PartToWrite) => string[]): ContractCase {
  return withParts(name, (parts) => parts.map((part) => ({ ...part, headers: headers(part) })));
}

/** Verify of a person against herself succeeds only if both parts arrive byte for byte. */
function verifyCase(
  name: string,
  write: (fixtures: Fixtures) => Omit<WireRequest, 'method' | 'path'>,
): ContractCase {
  return {
    name: `verify with ${name}`,
    request: (fixtures) => ({ method: 'POST', path: `${FACE}/pattern/verify`, ...write(fixtures) }),
    check: (response) => expect(response.status, textOf(response.body).slice(0, 300)).toBe(200),
  };
}

function extract(path: string, body: Uint8Array<ArrayBuffer>, contentType: string): WireRequest {
  return { method: 'POST', path, headers: { 'Content-Type': contentType }, body };
}

function expectTemplate(response: Parameters<ContractCase['check']>[0]) {
  expect(response.status, textOf(response.body).slice(0, 300)).toBe(200);
  expect(response.headers['content-type']).toBe('application/octet-stream');
}
