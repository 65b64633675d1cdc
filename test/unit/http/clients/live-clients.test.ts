import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64 } from '../../../../src/common/base64.ts';
import { createFaceFetch } from '../../../../src/http/face-fetch.ts';
import { FAKE_PICTURES, FakeEngine } from '../../../contract/fake-engine.ts';
import { CLIENTS, type Field } from './http-clients.ts';
import { RecordingServer } from './recording-server.ts';

const engine = new FakeEngine();
const faceFetch = createFaceFetch(engine);
const { anna, ben } = FAKE_PICTURES;
const template = await engine.extract(anna);
const BASE64 = { 'Content-Transfer-Encoding': 'base64' };

let server: RecordingServer;
beforeAll(async () => {
  server = await RecordingServer.start();
});
afterAll(() => server.close());

const selfie: Field = { name: 'selfie', content: anna, filename: 'selfie.jpg', type: 'image/jpeg' };
const json = JSON.stringify({ 'media:tags': { selfie: ['né'] }, 'folder:meta_data': null });
const bytes = new TextEncoder().encode(json);
const jpegs = ['naïve.jpg', 'my "quoted"; 山.jpg', 'b\\c.jpg'];

/** The ways to send a payload that tags the selfie. */
const PAYLOADS: Record<string, Field> = {
  'a string': { name: 'payload', content: json },
  'a file without a type': { name: 'payload', content: bytes, filename: 'payload' },
  'a file of application/json': {
    name: 'payload',
    content: bytes,
    filename: 'payload.json',
    type: 'application/json',
  },
  'a file with a byte order mark': {
    name: 'payload',
    content: new TextEncoder().encode(`\ufeff${json}`),
    filename: 'payload.json',
  },
};

describe.each(Object.entries(CLIENTS))('%s', (_name, sendForm) => {
  /** What the product answers to what the client sends. */
  async function answerTo(path: string, fields: Field[], headers: Record<string, string> = {}) {
    await sendForm(server.url(path), fields, headers);
    const recorded = server.take();
    const response = await faceFetch(
      new Request(`http://localhost${recorded.path}`, {
        method: 'POST',
        headers: recorded.headers,
        body: recorded.body,
      }),
    );
    const text = await response.text();
    expect(response.status, text).toBe(200);
    return text;
  }

  test('sends a picture as a file', async () => {
    const folder = JSON.parse(await answerTo('/v1/face/liveness/detect', [selfie]));
    expect(folder.media).toMatchObject([{ original_name: 'selfie.jpg' }]);
  });

  test.each(Object.entries(PAYLOADS))('sends a payload as %s', async (_case, payload) => {
    const folder = JSON.parse(await answerTo('/v1/face/liveness/detect/', [selfie, payload]));
    expect(folder.media).toMatchObject([{ tags: ['né'] }]);
  });

  test('sends several pictures; their names come back, quotes and all', async () => {
    const samples = jpegs.map((filename) => ({
      name: 'samples_n',
      content: ben,
      filename,
      type: 'image/jpeg',
    }));
    const fields = [{ ...selfie, name: 'sample_1' }, ...samples];
    const { results } = JSON.parse(await answerTo('/v1/face/pattern/extract_and_compare_n', fields));
    expect(results.map(({ filename }: { filename: string }) => filename)).toEqual(jpegs);
  });

  test('sends a medium whose name has quotes and is not ASCII, and a payload that names it', async () => {
    const name = 'my "selfie" é山';
    const payload = JSON.stringify({ 'media:tags': { [name]: ['tag'] } });
    const fields = [
      { ...selfie, name },
      { name: 'payload', content: payload },
    ];
    const folder = JSON.parse(await answerTo('/v1/face/liveness/detect', fields));
    expect(folder.media).toMatchObject([{ tags: ['tag'] }]);
  });

  test('sends templates as files', async () => {
    const type = 'application/octet-stream';
    const fields = ['bio_feature', 'bio_template'].map((name) => ({
      name,
      content: template,
      filename: `${name}.template`,
      type,
    }));
    expect(await answerTo('/v1/face/pattern/compare', fields)).toBe('{"score":1.0,"decision":"approved"}');
  });

  test('sends texts in base64 mode', async () => {
    const fields = [
      { name: 'sample', content: encodeBase64(anna) },
      { name: 'bio_template', content: encodeBase64(template) },
    ];
    expect(await answerTo('/v1/face/pattern/verify', fields, BASE64)).toContain('{"score":1.0}');
  });

  test('sends texts of text/plain in base64 mode', async () => {
    const fields = [
      { name: 'sample', content: encodeBase64(anna), type: 'text/plain; charset=utf-8' },
      { name: 'bio_template', content: encodeBase64(template), type: 'Text/Plain' },
    ];
    expect(await answerTo('/v1/face/pattern/verify', fields, BASE64)).toContain('{"score":1.0}');
  });
});
