import { expect } from 'vitest';
import { encodeBase64 } from '../../src/common/base64.ts';
import {
  type ContractCase,
  FACE,
  fromBase64,
  jsonOf,
  partsOf,
  picturePart,
  templatePart,
  textOf,
  type WireResponse,
} from './contract-case.ts';
import { type PartToWrite, writeAsPrinted, writeMultipart } from './multipart-writer.ts';

const BASE64 = { 'Content-Transfer-Encoding': 'base64' };

/** Method by method, as the reference prints request and answer; then base64 if it is offered. */
export const METHOD_CASES: ContractCase[] = [
  {
    name: 'GET /version tells core, tfss and models',
    request: () => ({ method: 'GET', path: '/version' }),
    check(response) {
      const version = jsonBody(response);
      expect(Object.keys(version).sort()).toEqual(['core', 'models', 'tfss']);
      expect(version.core).toBeTypeOf('string');
      expect(version.tfss).toBeTypeOf('string');
      expect(version.models).toEqual(
        expect.arrayContaining([{ name: expect.any(String), version: expect.any(String) }]),
      );
    },
  },
  {
    name: 'GET pattern/health tells status 0',
    request: () => ({ method: 'GET', path: `${FACE}/pattern/health` }),
    check: (response) => expect(jsonBody(response)).toEqual({ status: 0, message: '' }),
  },
  {
    name: 'GET liveness/health tells status and message',
    request: () => ({ method: 'GET', path: `${FACE}/liveness/health` }),
    check: (response) =>
      expect(jsonBody(response)).toEqual({ status: expect.any(Number), message: expect.any(String) }),
  },
  {
    name: 'POST extract answers the template as a byte stream',
    request: ({ anna }) => extract({ 'Content-Type': 'image/jpeg' }, anna),
    check(response, { templates }) {
      expect(response.status).toBe(200);
      expect(response.headers['content-type']).toBe('application/octet-stream');
      expect(response.body).toEqual(templates.anna);
    },
  },
  {
    name: 'POST extract takes base64 and answers base64',
    request: ({ anna }) => extract({ 'Content-Type': 'image/jpeg', ...BASE64 }, base64Bytes(anna)),
    check(response, { templates }) {
      expect(response.status).toBe(200);
      expect(response.headers['content-transfer-encoding']).toBe('base64');
      expect(fromBase64(response.body)).toEqual(templates.anna);
    },
  },
  {
    name: 'POST extract takes base64 in lines of 76 characters',
    request: ({ anna }) => {
      const lines = encodeBase64(anna).replace(/.{76}/g, '$&\r\n');
      return extract({ 'Content-Type': 'image/jpeg', ...BASE64 }, new TextEncoder().encode(lines));
    },
    check: (response, { templates }) => expect(fromBase64(response.body)).toEqual(templates.anna),
  },
  ...inEveryForm('compare', {
    parts: ({ templates }) => [
      templatePart('bio_feature', templates.anna),
      templatePart('bio_template', templates.annaAgain),
    ],
    check: (response) => expectComparison(jsonBody(response), 'approved'),
  }),
  ...inEveryForm('verify', {
    parts: ({ templates, annaAgain }) => [
      templatePart('bio_template', templates.anna),
      picturePart('sample', annaAgain),
    ],
    check(response, { templates }, base64) {
      expect(response.status).toBe(200);
      expect(response.headers['content-type']).toMatch(/^multipart\/form-data; ?boundary=/);
      const parts = partsOf(response);
      expect([...parts.keys()]).toEqual(['score', 'bio_feature']);
      const [score, feature] = [parts.get('score'), parts.get('bio_feature')];
      expect(score?.contentType).toBe('application/json');
      const json = JSON.parse(textOf(score?.bytes ?? new Uint8Array()));
      expect(Object.keys(json)).toEqual(['score']);
      expect(json.score).toBeGreaterThanOrEqual(0.85);
      expect(feature?.contentType).toBe('application/octet-stream');
      const bytes = feature?.bytes ?? new Uint8Array();
      expect(base64 ? fromBase64(bytes) : bytes).toEqual(templates.annaAgain);
    },
  }),
  ...inEveryForm('extract_and_compare', {
    parts: ({ anna, annaAgain }) => [picturePart('sample_1', anna), picturePart('sample_2', annaAgain)],
    check: (response) => expectComparison(jsonBody(response), 'approved'),
  }),
  {
    name: 'POST extract_and_compare declines two people',
    request: ({ anna, ben }) =>
      post('extract_and_compare', [picturePart('sample_1', anna), picturePart('sample_2', ben)]),
    check: (response) => expectComparison(jsonBody(response), 'declined'),
  },
  ...inEveryForm('compare_n', {
    parts: ({ templates }) => [
      templatePart('template_1', templates.anna),
      templatePart('templates_n', templates.ben, '1.template'),
      templatePart('templates_n', templates.annaAgain, '2.template'),
      templatePart('templates_n', templates.ben, '3.template'),
    ],
    check: (response) => expectResults(response, 'template'),
  }),
  ...inEveryForm('verify_n', {
    parts: ({ anna, templates }) => [
      picturePart('sample_1', anna),
      templatePart('templates_n', templates.ben, '1.template'),
      templatePart('templates_n', templates.annaAgain, '2.template'),
      templatePart('templates_n', templates.ben, '3.template'),
    ],
    check: (response) => expectResults(response, 'template'),
  }),
  ...inEveryForm('extract_and_compare_n', {
    parts: ({ anna, annaAgain, ben }) => [
      picturePart('sample_1', anna),
      picturePart('samples_n', ben, '1.jpeg'),
      picturePart('samples_n', annaAgain, '2.jpeg'),
      picturePart('samples_n', ben, '3.jpeg'),
    ],
    check: (response) => expectResults(response, 'jpeg'),
  }),
  {
    name: 'POST compare_n answers a thousand templates in their order',
    request: ({ templates }) =>
      post('compare_n', [
        templatePart('template_1', templates.anna),
        ...Array.from({ length: 1000 }, (_, index) =>
          templatePart(
            'templates_n',
            index === 700 ? templates.annaAgain : templates.ben,
            `${index}.template`,
          ),
        ),
      ]),
    check(response) {
      const results = jsonBody(response).results as { filename: string; decision: string }[];
      expect(results.map(({ filename }) => filename)).toEqual(
        Array.from({ length: 1000 }, (_, i) => `${i}.template`),
      );
      expect(
        results.filter(({ decision }) => decision === 'approved').map(({ filename }) => filename),
      ).toEqual(['700.template']);
    },
  },
  {
    name: 'POST liveness/detect answers passed and score for a picture',
    request: ({ anna }) => detect({ 'Content-Type': 'image/jpeg' }, anna),
    check: expectDetection,
  },
  {
    name: 'POST liveness/detect takes a PNG',
    request: ({ annaPng }) => detect({ 'Content-Type': 'image/png' }, annaPng),
    check: expectDetection,
  },
  {
    name: 'POST liveness/detect takes base64',
    request: ({ anna }) => detect({ 'Content-Type': 'image/jpeg', ...BASE64 }, base64Bytes(anna)),
    check: expectDetection,
  },
];

interface FormCase {
  parts: (fixtures: Parameters<ContractCase['request']>[0]) => PartToWrite[];
  check: (response: WireResponse, fixtures: Parameters<ContractCase['check']>[1], base64: boolean) => void;
}

/** A multipart method as browsers send it, as the reference prints it, and in base64. */
function inEveryForm(operation: string, { parts, check }: FormCase): ContractCase[] {
  const path = `${FACE}/pattern/${operation}`;
  return [
    {
      name: `POST ${operation}`,
      request: (fixtures) => ({ method: 'POST', path, ...writeMultipart(parts(fixtures)) }),
      check: (response, fixtures) => check(response, fixtures, false),
    },
    {
      name: `POST ${operation} with the body as the reference prints it`,
      request: (fixtures) => ({ method: 'POST', path, ...writeAsPrinted(parts(fixtures)) }),
      check: (response, fixtures) => check(response, fixtures, false),
    },
    {
      name: `POST ${operation} in base64`,
      request(fixtures) {
        const encoded = parts(fixtures).map((part) => ({
          ...part,
          content: base64Bytes(part.content as Uint8Array),
        }));
        const { headers, body } = writeMultipart(encoded);
        return { method: 'POST', path, headers: { ...headers, ...BASE64 }, body };
      },
      check: (response, fixtures) => check(response, fixtures, true),
    },
  ];
}

function post(operation: string, parts: PartToWrite[]) {
  return { method: 'POST', path: `${FACE}/pattern/${operation}`, ...writeMultipart(parts) };
}

function extract(headers: Record<string, string>, body: Uint8Array<ArrayBuffer>) {
  return { method: 'POST', path: `${FACE}/pattern/extract`, headers, body };
}

function detect(headers: Record<string, string>, body: Uint8Array<ArrayBuffer>) {
  return { method: 'POST', path: `${FACE}/liveness/detect`, headers, body };
}

function base64Bytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(encodeBase64(bytes));
}

function jsonBody(response: WireResponse): Record<string, unknown> {
  expect(response.status, textOf(response.body)).toBe(200);
  expect(response.headers['content-type']).toBe('application/json');
  return jsonOf(response);
}

function expectComparison(comparison: Record<string, unknown>, decision: string) {
  expect(Object.keys(comparison).sort()).toEqual(['decision', 'score']);
  expect(comparison.decision).toBe(decision);
  expect(comparison.score).toBeGreaterThanOrEqual(0);
  expect(comparison.score).toBeLessThanOrEqual(1);
}

function expectResults(response: WireResponse, extension: string) {
  const { results, ...rest } = jsonBody(response);
  expect(rest).toEqual({});
  expect(results).toEqual(
    ['declined', 'approved', 'declined'].map((decision, index) => ({
      filename: `${index + 1}.${extension}`,
      score: expect.any(Number),
      decision,
    })),
  );
}

function expectDetection(response: WireResponse) {
  expect(jsonBody(response)).toEqual({ passed: expect.any(Boolean), score: expect.any(Number) });
}
