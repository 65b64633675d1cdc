import { describe, expect, test } from 'vitest';
import { encodeBase64 } from '../../../../src/common/base64.ts';
import { concatenate } from '../../../../src/http/bytes.ts';
import { createFaceFetch } from '../../../../src/http/face-fetch.ts';
import { FAKE_PICTURES, FakeEngine } from '../../../contract/fake-engine.ts';
import { DETECT_BODIES, VERIFY_BASE64_BODIES } from './recorded-bodies.ts';

const engine = new FakeEngine();
const faceFetch = createFaceFetch(engine);
const photo = FAKE_PICTURES.anna;
const template = await engine.extract(photo);

/** The bytes of the lines, with the contents in the places that are kept for them. */
function bytesOf(lines: string[], contents: Record<string, Uint8Array | string>): Uint8Array<ArrayBuffer> {
  const utf8 = new TextEncoder();
  const pieces = lines.join('\r\n').split(/«([^»]+)»/);
  return concatenate([
    ...pieces.map((piece, index) => {
      const content = index % 2 === 1 ? contents[piece] : piece;
      if (content === undefined) throw new Error(`no content for «${piece}»`);
      return typeof content === 'string' ? utf8.encode(content) : content;
    }),
    utf8.encode('\r\n'),
  ]);
}

function post(path: string, headers: Record<string, string>, body: Uint8Array<ArrayBuffer>) {
  return faceFetch(new Request(`http://localhost/v1/face/${path}`, { method: 'POST', headers, body }));
}

describe('detect with a payload is understood as sent by', () => {
  test.each(DETECT_BODIES)('$client', async ({ contentType, lines, medium, file }) => {
    const payload = JSON.stringify({
      'folder:meta_data': null,
      'media:tags': { [medium]: ['né'] },
      analyses: [{ type: 'quality', params: { threshold_spoofing: null, extract_best_shot: null } }],
    });
    const contents = { photo, payload, 'payload in Latin-1': Buffer.from(payload, 'latin1') };
    const response = await post('liveness/detect', { 'Content-Type': contentType }, bytesOf(lines, contents));
    const text = await response.text();
    expect(response.status, text).toBe(200);
    expect(JSON.parse(text).media).toMatchObject([{ original_name: file, tags: ['né'] }]);
  });
});

describe('verify in base64 mode is understood as sent by', () => {
  test.each(VERIFY_BASE64_BODIES)('$client', async ({ contentType, lines }) => {
    const headers = { 'Content-Type': contentType, 'Content-Transfer-Encoding': 'base64' };
    const contents = { photo64: encodeBase64(photo), template64: encodeBase64(template) };
    const response = await post('pattern/verify', headers, bytesOf(lines, contents));
    const text = await response.text();
    expect(response.status, text).toBe(200);
    expect(text).toContain('{"score":1.0}');
  });
});
