import { describe, expect, test } from 'vitest';
import { encodeBase64 } from '../../../src/common/base64.ts';
import { createFaceFetch } from '../../../src/http/face-fetch.ts';
import { FAKE_PICTURES, FakeEngine } from '../../contract/fake-engine.ts';
import { type PartToWrite, writeMultipart } from '../../contract/multipart-writer.ts';

const engine = new FakeEngine();
const template = await engine.extract(FAKE_PICTURES.anna);
const BASE64 = { 'Content-Transfer-Encoding': 'base64' };
const TAGS = { 'media:tags': { selfie: ['né'] } };
const SELFIE: PartToWrite = { name: 'selfie', content: FAKE_PICTURES.anna, contentType: 'image/jpeg' };

async function answer(operation: string, parts: PartToWrite[], headers: Record<string, string> = {}) {
  const form = writeMultipart(parts);
  const request = new Request(`http://localhost/v1/face/${operation}`, {
    method: 'POST',
    headers: { ...form.headers, ...headers },
    body: form.body,
  });
  const response = await createFaceFetch(engine)(request);
  return { status: response.status, text: await response.text() };
}

/** What a payload part, and what else a part's headers say, come to. */
async function detect(content: Uint8Array | string, part: Partial<PartToWrite> = {}, headers = {}) {
  const selfie =
    'Content-Transfer-Encoding' in headers
      ? { ...SELFIE, content: encodeBase64(FAKE_PICTURES.anna) }
      : SELFIE;
  const { status, text } = await answer(
    'liveness/detect',
    [selfie, { name: 'payload', content, ...part }],
    headers,
  );
  return { status, json: JSON.parse(text) };
}

describe('in base64 mode a part declared as text', () => {
  const types = ['text/plain', 'Text/Plain', 'text/plain; charset=utf-8', 'TEXT/PLAIN;charset="ISO-8859-1"'];

  test.each(types)('is a template or a sample like others: %s', async (contentType) => {
    const parts = [
      { name: 'bio_template', content: encodeBase64(template), contentType },
      { name: 'sample', content: encodeBase64(FAKE_PICTURES.anna), contentType },
    ];
    expect(await answer('pattern/verify', parts, BASE64)).toMatchObject({ status: 200 });
    expect(await answer('pattern/verify', parts)).toMatchObject({
      status: 400,
      text: expect.stringContaining('BPE-002005'),
    });
  });

  test('is one in a list, and a medium', async () => {
    const templates = [1, 2].map((n) => ({
      name: 'templates_n',
      filename: `${n}`,
      content: encodeBase64(template),
      contentType: 'text/plain',
    }));
    const [main = SELFIE] = templates;
    expect(
      (await answer('pattern/compare_n', [{ ...main, name: 'template_1' }, ...templates], BASE64)).status,
    ).toBe(200);
    const medium = { ...SELFIE, content: encodeBase64(FAKE_PICTURES.anna), contentType: 'text/plain' };
    expect((await answer('liveness/detect', [medium], BASE64)).status).toBe(200);
    expect((await answer('liveness/detect', [{ ...SELFIE, contentType: 'text/plain' }])).status).toBe(400);
  });

  test('is read as well if the part’s own header says base64', async () => {
    const headers = (name: string) => [
      `Content-Disposition: form-data; name="${name}"`,
      'Content-Type: text/plain',
      'Content-Transfer-Encoding: BASE64',
    ];
    const parts = ['bio_feature', 'bio_template'].map((name) => ({
      name,
      content: encodeBase64(template),
      headers: headers(name),
    }));
    expect((await answer('pattern/compare', parts)).status).toBe(200);
  });
});

describe('a payload', () => {
  const json = JSON.stringify(TAGS);
  const utf8 = new TextEncoder().encode(json);
  const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
  const swapped = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());
  const latin1 = new Uint8Array(Buffer.from(json, 'latin1'));

  test.each<[string, Uint8Array | string, Partial<PartToWrite>]>([
    ['without a type', json, {}],
    ['of application/json', json, { contentType: 'application/json; charset=UTF-8' }],
    ['of a type that is JSON, too', json, { contentType: 'application/vnd.api+json' }],
    ['of text/plain', json, { contentType: 'Text/Plain; charset=utf-8' }],
    ['of application/octet-stream', json, { contentType: 'application/octet-stream' }],
    ['as a file', json, { filename: 'payload.json', contentType: 'application/octet-stream' }],
    ['as an untyped Blob', json, { filename: 'blob', contentType: 'application/octet-stream' }],
    ['after a byte order mark', `\ufeff${json}`, { contentType: 'application/json' }],
    ['in UTF-16 after a byte order mark', utf16(`\ufeff${json}`), {}],
    ['in UTF-16 of the other order', swapped(`\ufeff${json}`), { contentType: 'text/plain; charset=utf-8' }],
    ['in UTF-16 as declared', utf16(json), { contentType: 'text/plain; charset=utf-16' }],
    ['in Latin-1 without a word', latin1, {}],
    ['in Latin-1 as declared', latin1, { contentType: 'text/plain; charset=ISO-8859-1' }],
    ['in a charset nobody knows', utf8, { contentType: 'application/json; charset=binary' }],
  ])('is read %s', async (_case, content, part) => {
    expect(await detect(content, part)).toMatchObject({ status: 200, json: { media: [{ tags: ['né'] }] } });
  });

  test.each<[string, string, Partial<PartToWrite>]>([
    ['in base64', encodeBase64(utf8), { contentType: 'text/plain; charset=ISO-8859-1' }],
    ['in base64 with its byte order mark', encodeBase64(new TextEncoder().encode(`\ufeff${json}`)), {}],
    ['as it is', ` ${json}`, { contentType: 'application/octet-stream' }],
    ['as it is after a byte order mark', `\ufeff${json}`, {}],
  ])('is read in base64 mode %s', async (_case, content, part) => {
    expect(await detect(content, part, BASE64)).toMatchObject({
      status: 200,
      json: { media: [{ tags: ['né'] }] },
    });
  });

  test.each(['', 'null', '{}'])('%s counts as not given, in both modes', async (content) => {
    for (const headers of [{}, BASE64]) {
      expect(await detect(content, {}, headers)).toMatchObject({
        status: 200,
        json: { media: [{ tags: [] }] },
      });
    }
  });

  test.each<[string, Uint8Array | string, Partial<PartToWrite>, object]>([
    ['of another type', json, { contentType: 'image/jpeg' }, {}],
    ['that is not of its charset', latin1, { contentType: 'text/plain; charset=utf-8' }, {}],
    ['that is not base64 in base64 mode', '§§', {}, BASE64],
  ])('%s is LDE-002005', async (_case, content, part, headers) => {
    expect(await detect(content, part, headers)).toMatchObject({ status: 400, json: { code: 'LDE-002005' } });
  });

  test('that is missing stands for the defaults', async () => {
    const { status, text } = await answer('liveness/detect', [SELFIE]);
    expect(status).toBe(200);
    expect(text).toContain('"threshold_spoofing":0.5');
  });
});

describe('a name with a quote', () => {
  const spelled = [
    'form-data; name="my %22selfie%22"; filename="a%22b.jpg"',
    String.raw`form-data; name="my \"selfie\""; filename="a\"b.jpg"`,
  ];
  test.each(spelled)('is known in either spelling, and comes back: %s', async (disposition) => {
    for (const key of ['my "selfie"', 'my %22selfie%22', String.raw`my \"selfie\"`]) {
      const { status, text } = await answer('liveness/detect', [
        { ...SELFIE, headers: [`Content-Disposition: ${disposition}`, 'Content-Type: image/jpeg'] },
        { name: 'payload', content: JSON.stringify({ 'media:tags': { [key]: ['tag'] } }) },
      ]);
      expect(status, text).toBe(200);
      expect(JSON.parse(text).media).toMatchObject([{ original_name: 'a"b.jpg', tags: ['tag'] }]);
    }
  });
});

test('a score is a float in verify’s answer', async () => {
  const { text } = await answer('pattern/verify', [
    { name: 'bio_template', content: template },
    { name: 'sample', content: FAKE_PICTURES.anna },
  ]);
  expect(text).toContain('{"score":1.0}');
});
