import { expect } from 'vitest';
import type { ApiLiteErrorCode } from '../../src/contract/errors.ts';
import { MAX_BODY_BYTES } from '../../src/http/limits.ts';
import {
  type Bytes,
  type ContractCase,
  FACE,
  type Fixtures,
  jsonOf,
  picturePart,
  templatePart,
  type WireRequest,
  type WireResponse,
} from './contract-case.ts';
import { type PartToWrite, writeMultipart } from './multipart-writer.ts';

const JPEG = { 'Content-Type': 'image/jpeg' };
const BASE64 = { 'Content-Transfer-Encoding': 'base64' };
const NOTHING = new Uint8Array();

/** Every row of both error tables, with each way to meet it. */
export const ERROR_CASES: ContractCase[] = [
  // BPE-002001, LDE-002001: Invalid Content-Type of HTTP request
  fails('extract without a Content-Type', 'BPE-002001', ({ anna }) => pattern('extract', {}, anna)),
  fails('extract of text/plain', 'BPE-002001', ({ anna }) =>
    pattern('extract', { 'Content-Type': 'text/plain' }, anna),
  ),
  fails('extract of image/gif', 'BPE-002001', ({ anna }) =>
    pattern('extract', { 'Content-Type': 'image/gif' }, anna),
  ),
  fails('extract of multipart/form-data', 'BPE-002001', ({ anna }) =>
    form('extract', [picturePart('sample', anna)]),
  ),
  fails('extract in an unknown transfer encoding', 'BPE-002001', ({ anna }) =>
    pattern('extract', { ...JPEG, 'Content-Transfer-Encoding': 'quoted-printable' }, anna),
  ),
  ...['compare', 'verify', 'extract_and_compare', 'compare_n', 'verify_n', 'extract_and_compare_n'].flatMap(
    (operation) => [
      fails(`${operation} of image/jpeg`, 'BPE-002001', ({ anna }) => pattern(operation, JPEG, anna)),
      fails(`${operation} of multipart/mixed`, 'BPE-002001', ({ anna }) =>
        pattern(operation, { 'Content-Type': 'multipart/mixed; boundary=b' }, anna),
      ),
    ],
  ),
  fails('verify without a boundary', 'BPE-002001', ({ anna }) =>
    pattern('verify', { 'Content-Type': 'multipart/form-data' }, anna),
  ),
  fails('detect of text/plain', 'LDE-002001', ({ anna }) =>
    liveness('detect', { 'Content-Type': 'text/plain' }, anna),
  ),
  fails('detect without a Content-Type', 'LDE-002001', ({ anna }) => liveness('detect', {}, anna)),

  // BPE-002002, LDE-002002: Invalid HTTP request method
  fails('POST /version', 'BPE-002002', () => ({ method: 'POST', path: '/version', body: NOTHING })),
  fails('POST pattern/health', 'BPE-002002', () => pattern('health', {}, NOTHING)),
  ...[
    'extract',
    'compare',
    'verify',
    'extract_and_compare',
    'compare_n',
    'verify_n',
    'extract_and_compare_n',
  ].map((operation) =>
    fails(`GET ${operation}`, 'BPE-002002', () => ({ method: 'GET', path: `${FACE}/pattern/${operation}` })),
  ),
  fails('PUT extract', 'BPE-002002', ({ anna }) => ({ ...pattern('extract', JPEG, anna), method: 'PUT' })),
  fails('DELETE extract', 'BPE-002002', () => ({ method: 'DELETE', path: `${FACE}/pattern/extract` })),
  fails('POST liveness/health', 'LDE-002002', () => liveness('health', {}, NOTHING)),
  fails('GET detect', 'LDE-002002', () => ({ method: 'GET', path: `${FACE}/liveness/detect` })),

  // BPE-002003: Failed to read the biometric sample
  fails('extract of an empty body', 'BPE-002003', () => pattern('extract', JPEG, NOTHING)),
  fails('extract of bytes that are no picture', 'BPE-002003', () =>
    pattern('extract', JPEG, text('not a picture')),
  ),
  fails('extract of base64 that is none', 'BPE-002003', () =>
    pattern('extract', { ...JPEG, ...BASE64 }, text('§§§')),
  ),
  fails('extract of a picture sent plain in base64 mode', 'BPE-002003', ({ anna }) =>
    pattern('extract', { ...JPEG, ...BASE64 }, anna),
  ),
  fails(
    'extract of a body over MAX_BODY_BYTES',
    'BPE-002003',
    () => pattern('extract', JPEG, new Uint8Array(50_000_000)),
    {
      message: /MAX_BODY_BYTES/,
    },
  ),
  fails(
    'verify without a sample',
    'BPE-002003',
    ({ templates }) => form('verify', [templatePart('bio_template', templates.anna)]),
    { message: /"sample" is missing.*"bio_template"/ },
  ),
  fails('verify of an empty sample', 'BPE-002003', ({ templates }) =>
    form('verify', [templatePart('bio_template', templates.anna), picturePart('sample', '')]),
  ),
  fails('verify of two samples', 'BPE-002003', ({ templates, anna, ben }) =>
    form('verify', [
      picturePart('sample', ben),
      picturePart('sample', anna),
      templatePart('bio_template', templates.anna),
    ]),
  ),
  fails(
    'verify over MAX_BODY_BYTES',
    'BPE-002003',
    ({ templates }) =>
      form('verify', [
        templatePart('bio_template', templates.anna),
        picturePart('sample', new Uint8Array(50_000_000)),
      ]),
    { message: /MAX_BODY_BYTES/ },
  ),
  fails('extract_and_compare without the second sample', 'BPE-002003', ({ anna }) =>
    form('extract_and_compare', [picturePart('sample_1', anna)]),
  ),
  fails('extract_and_compare_n without samples_n', 'BPE-002003', ({ anna }) =>
    form('extract_and_compare_n', [picturePart('sample_1', anna)]),
  ),
  fails('extract_and_compare_n with one sample that is no picture', 'BPE-002003', ({ anna }) =>
    form('extract_and_compare_n', [
      picturePart('sample_1', anna),
      picturePart('samples_n', anna, '1.jpeg'),
      picturePart('samples_n', 'no picture', '2.jpeg'),
    ]),
  ),

  // BPE-002004: Failed to read the biometric template
  fails('compare without bio_template', 'BPE-002004', ({ templates }) =>
    form('compare', [templatePart('bio_feature', templates.anna)]),
  ),
  fails('compare of an empty template', 'BPE-002004', ({ templates }) =>
    form('compare', [templatePart('bio_feature', templates.anna), templatePart('bio_template', '')]),
  ),
  fails('compare of bytes that are no template', 'BPE-002004', ({ templates, ben }) =>
    form('compare', [templatePart('bio_feature', templates.anna), templatePart('bio_template', ben)]),
  ),
  fails('compare of a template cut short', 'BPE-002004', ({ templates }) =>
    form('compare', [
      templatePart('bio_feature', templates.anna),
      templatePart('bio_template', templates.anna.slice(0, -1)),
    ]),
  ),
  fails('compare of a template with one bit turned', 'BPE-002004', ({ templates }) => {
    const altered = templates.anna.slice();
    altered[altered.length >> 1] = (altered[altered.length >> 1] ?? 0) ^ 1;
    return form('compare', [
      templatePart('bio_feature', templates.anna),
      templatePart('bio_template', altered),
    ]);
  }),
  fails('compare of two templates under one name', 'BPE-002004', ({ templates }) =>
    form('compare', [
      templatePart('bio_feature', templates.anna),
      templatePart('bio_template', templates.ben),
      templatePart('bio_template', templates.anna),
    ]),
  ),
  fails(
    'compare over MAX_BODY_BYTES',
    'BPE-002004',
    ({ templates }) =>
      form('compare', [
        templatePart('bio_feature', templates.anna),
        templatePart('bio_template', new Uint8Array(MAX_BODY_BYTES)),
      ]),
    { message: /MAX_BODY_BYTES/ },
  ),
  fails('compare of base64 that is none', 'BPE-002004', ({ templates }) => {
    const request = form('compare', [
      templatePart('bio_feature', templates.anna),
      templatePart('bio_template', templates.anna),
    ]);
    return { ...request, headers: { ...request.headers, ...BASE64 } };
  }),
  fails('verify_n with one broken template of three', 'BPE-002004', ({ anna, templates }) =>
    form('verify_n', [
      picturePart('sample_1', anna),
      templatePart('templates_n', templates.anna, '1.template'),
      templatePart('templates_n', 'broken', '2.template'),
      templatePart('templates_n', templates.ben, '3.template'),
    ]),
  ),
  fails('compare_n without templates_n', 'BPE-002004', ({ templates }) =>
    form('compare_n', [templatePart('template_1', templates.anna)]),
  ),

  // BPE-002005, LDE-002005: Invalid Content-Type of the multiparted HTTP request part
  fails(
    'verify with a sample of application/octet-stream',
    'BPE-002005',
    ({ anna, templates }) =>
      form('verify', [templatePart('sample', anna), templatePart('bio_template', templates.anna)]),
    { message: /"sample" must be of type image\/jpeg or image\/png/ },
  ),
  fails('verify with a template of image/jpeg', 'BPE-002005', ({ anna, templates }) =>
    form('verify', [picturePart('sample', anna), picturePart('bio_template', templates.anna)]),
  ),
  fails('compare with a template of text/plain', 'BPE-002005', ({ templates }) =>
    form('compare', [
      templatePart('bio_feature', templates.anna),
      { name: 'bio_template', content: templates.anna, contentType: 'text/plain' },
    ]),
  ),
  fails('compare_n with one template of the wrong type', 'BPE-002005', ({ templates }) =>
    form('compare_n', [
      templatePart('template_1', templates.anna),
      templatePart('templates_n', templates.anna, '1.template'),
      picturePart('templates_n', templates.anna, '2.template'),
    ]),
  ),
  fails(
    'verify of a body cut off in the middle',
    'BPE-002005',
    ({ anna, templates }) => {
      const request = form('verify', [
        templatePart('bio_template', templates.anna),
        picturePart('sample', anna),
      ]);
      return { ...request, body: request.body.slice(0, request.body.length >> 1) };
    },
    { message: /cut off/ },
  ),
  fails(
    'compare of a body without its boundary',
    'BPE-002005',
    ({ templates }) => ({
      ...form('compare', [templatePart('bio_feature', templates.anna)]),
      headers: { 'Content-Type': 'multipart/form-data; boundary=another' },
    }),
    { message: /boundary, "another"/ },
  ),
  fails('compare of an empty body', 'BPE-002005', () => ({ ...form('compare', []), body: NOTHING })),
  fails('detect with a medium of text/html', 'LDE-002005', ({ anna }) =>
    media([{ name: 'photo', content: anna, contentType: 'text/html' }]),
  ),
  fails('detect with two payloads', 'LDE-002005', ({ anna }) =>
    media([
      picturePart('photo', anna),
      { name: 'payload', content: '{}' },
      { name: 'payload', content: '{}' },
    ]),
  ),

  // BPE-003002, BPE-003003: no face, more than one person
  fails('extract of a picture without a face', 'BPE-003002', ({ nobody }) =>
    pattern('extract', JPEG, nobody),
  ),
  fails('verify of a picture without a face', 'BPE-003002', ({ nobody, templates }) =>
    form('verify', [picturePart('sample', nobody), templatePart('bio_template', templates.anna)]),
  ),
  fails('extract of a picture of two people', 'BPE-003003', ({ two }) => pattern('extract', JPEG, two)),
  fails('extract_and_compare with two people on one picture', 'BPE-003003', ({ anna, two }) =>
    form('extract_and_compare', [picturePart('sample_1', anna), picturePart('sample_2', two)]),
  ),

  // LDE-002004: Failed to extract the biometric sample
  fails('detect of a picture without a face', 'LDE-002004', ({ nobody }) => liveness('detect', JPEG, nobody)),
  fails('detect of bytes that are no picture', 'LDE-002004', () =>
    liveness('detect', JPEG, text('not a picture')),
  ),
  fails('detect of an empty body', 'LDE-002004', () => liveness('detect', JPEG, NOTHING)),
  fails(
    'detect over MAX_BODY_BYTES',
    'LDE-002004',
    () => liveness('detect', JPEG, new Uint8Array(50_000_000)),
    {
      message: /MAX_BODY_BYTES/,
    },
  ),

  // What only a failing engine answers
  ...(['BPE-003001', 'BPE-001002', 'BPE-001001'] as const).map((code) =>
    fails(
      `extract by an engine that fails with ${code}`,
      code,
      ({ anna }) => pattern('extract', JPEG, anna),
      { fault: code },
    ),
  ),
  ...(['LDE-001002', 'LDE-001001'] as const).map((code) =>
    fails(`detect by an engine that fails with ${code}`, code, ({ anna }) => liveness('detect', JPEG, anna), {
      fault: code,
    }),
  ),
  fails(
    'extract by an engine that fails unforeseen',
    'BPE-001001',
    ({ anna }) => pattern('extract', JPEG, anna),
    {
      fault: 'unforeseen',
    },
  ),
  fails(
    'detect by an engine that fails unforeseen',
    'LDE-001001',
    ({ anna }) => liveness('detect', JPEG, anna),
    {
      fault: 'unforeseen',
    },
  ),
];

function fails(
  name: string,
  code: ApiLiteErrorCode,
  request: (fixtures: Fixtures) => WireRequest,
  { message = /\S/, fault }: { message?: RegExp } & Pick<ContractCase, 'fault'> = {},
): ContractCase {
  return {
    name: `${name} is ${code}`,
    request,
    check: (response) => expectError(response, code, message),
    ...(fault === undefined ? {} : { fault, needs: ['faults'] }),
  };
}

function expectError(response: WireResponse, code: ApiLiteErrorCode, message: RegExp) {
  const body = jsonOf(response);
  expect(body).toEqual({ code, message: expect.stringMatching(message) });
  expect(response.status).toBe(code.endsWith('001001') ? 500 : 400);
  expect(response.headers['content-type']).toBe('application/json');
}

function pattern(operation: string, headers: Record<string, string>, body: Bytes) {
  return { method: 'POST', path: `${FACE}/pattern/${operation}`, headers, body };
}

function liveness(operation: string, headers: Record<string, string>, body: Bytes) {
  return { method: 'POST', path: `${FACE}/liveness/${operation}`, headers, body };
}

function form(operation: string, parts: PartToWrite[]) {
  return { method: 'POST', path: `${FACE}/pattern/${operation}`, ...writeMultipart(parts) };
}

function media(parts: PartToWrite[]) {
  return { method: 'POST', path: `${FACE}/liveness/detect`, ...writeMultipart(parts) };
}

function text(value: string): Bytes {
  return new TextEncoder().encode(value);
}
