import { describe, expect, test, vi } from 'vitest';
import { buildFolder } from '../../../src/contract/liveness/build-folder.ts';
import { checkPayload } from '../../../src/contract/liveness/payload.ts';
import { createFaceFetch } from '../../../src/http/face-fetch.ts';
import { MAX_BODY_BYTES } from '../../../src/http/limits.ts';
import { matchRoute, normaliseBasePath } from '../../../src/http/routes.ts';
import { FakeEngine } from '../../contract/fake-engine.ts';

function isOurs(path: string, basePath?: string): boolean {
  return matchRoute(path, normaliseBasePath(basePath ?? '')) !== undefined;
}

describe('which paths are the contract’s', () => {
  test('those of the reference, under any version', () => {
    for (const path of [
      '/version',
      '/v1/face/pattern/health',
      '/v2.1/face/liveness/detect',
      '/1/face/pattern/verify_n',
    ]) {
      expect(isOurs(path), path).toBe(true);
    }
  });

  test.each([
    ['a slash at the end', '/v1/face/pattern/extract/'],
    ['slashes at the end', '/v1/face/pattern/extract//'],
    ['doubled slashes', '//v1//face/pattern///extract'],
    ['another case', '/V1/Face/PATTERN/Extract'],
    ['percent-encoded letters', '/v1/f%61ce/pattern/%65xtr%41ct'],
    ['percent-encoded slashes', '/v1%2fface%2Fpattern/extract%2f'],
    ['a space at the end', '/v1/face/pattern/extract%20'],
    ['a session id', '/v1/face/pattern/extract;jsessionid=7'],
    ['backslashes', '/v1%5Cface/pattern/extract'],
  ])('in another spelling, too: %s', (_case, path) => {
    expect(matchRoute(path, '')).toMatchObject({ method: 'extract', path: '/v1/face/pattern/extract' });
    expect(matchRoute(`/api${path}`, '/Api')).toMatchObject({ path: '/v1/face/pattern/extract' });
  });

  test('as the reference spells them, whatever the spelling and what stands before', () => {
    expect(matchRoute('/api/V1.2/face/liveness/detect/', undefined)?.path).toBe('/v1.2/face/liveness/detect');
    expect(matchRoute('/Api//VERSION/', '/api')?.path).toBe('/version');
  });

  test('no others: they pass through', () => {
    for (const path of [
      '/',
      '/v1/face',
      '/v1/face/',
      '/v1/face/pattern',
      '/v1/face/pattern/unknown',
      '/v1/face/pattern/unknown/',
      '/v1/face/pattern/toString',
      '/v1/face/pattern/extract/more',
      '/v1/face/pattern/extract%',
      '/v1/face/pattern/extract%ff',
      '/face/pattern/extract',
      '/latest/face/pattern/extract',
      '/api/v1/face/pattern/extract',
      '/v1/version',
    ]) {
      expect(isOurs(path), path).toBe(false);
    }
  });

  test('under a base path only there', () => {
    expect(isOurs('/api/v1/face/pattern/extract', '/api')).toBe(true);
    expect(isOurs('/api/version', '/api/')).toBe(true);
    expect(isOurs('/version', '/api')).toBe(false);
    expect(isOurs('/apiary/version', '/api')).toBe(false);
    expect(() => isOurs('/version', 'api')).toThrow(TypeError);
  });
});

describe('createFaceFetch', () => {
  test('lets anything stand before the path: its caller has chosen', async () => {
    const response = await createFaceFetch(new FakeEngine())(
      new Request('http://localhost/api/v1/face/pattern/health'),
    );
    expect(response.status).toBe(200);
  });

  test('rejects a path that is none of the contract’s', async () => {
    const faceFetch = createFaceFetch(new FakeEngine());
    await expect(faceFetch(new Request('http://localhost/v1/face/unknown'))).rejects.toThrow(TypeError);
  });

  test('rejects with the reason if the request is aborted', async () => {
    const controller = new AbortController();
    controller.abort(new Error('changed my mind'));
    const request = new Request('http://localhost/v1/face/pattern/extract', {
      method: 'POST',
      headers: { 'Content-Type': 'image/jpeg' },
      body: 'x',
      signal: controller.signal,
    });
    await expect(createFaceFetch(new FakeEngine())(request)).rejects.toThrow('changed my mind');
  });

  test('refuses a body over the limit', async () => {
    const request = new Request('http://localhost/v1/face/pattern/extract', {
      method: 'POST',
      headers: { 'Content-Type': 'image/jpeg' },
      body: new Uint8Array(MAX_BODY_BYTES + 1),
    });
    const answer = await createFaceFetch(new FakeEngine())(request);
    expect(await answer.json()).toMatchObject({ code: 'BPE-002003' });
  });

  test('a verify answer can be read by formData()', async () => {
    const engine = new FakeEngine();
    const { FAKE_PICTURES } = await import('../../contract/fake-engine.ts');
    const form = new FormData();
    form.set('sample', new Blob([FAKE_PICTURES.anna], { type: 'image/jpeg' }), 'anna.jpg');
    const template = await engine.extract(FAKE_PICTURES.anna);
    form.set('bio_template', new Blob([template], { type: 'application/octet-stream' }), 'a.template');
    const request = new Request('http://localhost/v1/face/pattern/verify', { method: 'POST', body: form });
    const answer = await (await createFaceFetch(engine)(request)).formData();
    expect(JSON.parse(String(answer.get('score')))).toEqual({ score: 1 });
    expect(new Uint8Array(await (answer.get('bio_feature') as File).arrayBuffer())).toEqual(template);
  });
});

describe('multipart detect', () => {
  test('hands media and payload to the engine as they came', async () => {
    const engine = new FakeEngine();
    const folder = buildFolder([], checkPayload({}, []), 0, 1000);
    const detect = vi.spyOn(engine, 'detect').mockResolvedValue(folder as never);
    const body = [
      '--b\r\nContent-Disposition: form-data; name="media_key1"; filename="video.mp4"',
      'Content-Type: multipart/form-data; \r\n\r\nvideo bytes',
      '--b\r\nContent-Disposition: form-data; name="payload"\r\n\r\n  {"analyses": []}',
      '--b--',
    ].join('\r\n');
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' };
    const request = new Request('http://localhost/v1/face/liveness/detect', {
      method: 'POST',
      headers,
      body,
    });
    const response = await createFaceFetch(engine)(request);
    expect(await response.json()).toEqual(folder);
    expect(detect.mock.calls[0]?.[0]).toEqual({
      media: [
        {
          name: 'media_key1',
          filename: 'video.mp4',
          content: new TextEncoder().encode('video bytes'),
        },
      ],
      payload: '  {"analyses": []}',
    });
  });
});
