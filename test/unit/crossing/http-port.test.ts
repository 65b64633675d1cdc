import { afterEach, describe, expect, test } from 'vitest';
import {
  fetchOverPort,
  fromPortResponse,
  serveHttp,
  toPortRequest,
} from '../../../src/crossing/http-port.ts';
import { createFaceFetch, type FaceFetch } from '../../../src/http/face-fetch.ts';
import { FAKE_PICTURES, FakeEngine } from '../../contract/fake-engine.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

const NEVER = new AbortController().signal;
const ports: MessagePort[] = [];

afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

describe('HTTP over a MessagePort', () => {
  test('a request is answered as without it', async () => {
    const request = await extractRequest();
    const response = fromPortResponse(
      await fetchOverPort(serve(createFaceFetch(new FakeEngine())), request, NEVER),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('application/octet-stream');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(
      await new FakeEngine().extract(FAKE_PICTURES.anna),
    );
  });

  test('a form can be sent again', async () => {
    const form = new FormData();
    form.set('sample_1', new Blob(['x'], { type: 'image/jpeg' }));
    const request = await toPortRequest(
      new Request('http://localhost/v1/face/pattern/verify', { method: 'POST', body: form }),
    );
    await fetchOverPort(serve(createFaceFetch(new FakeEngine())), request, NEVER);
    expect(request.body instanceof ArrayBuffer && request.body.byteLength).toBeGreaterThan(0);
  });

  test('many requests at once get each its own answer', async () => {
    const port = serve(async ({ url }) => new Response(url));
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const url = `http://localhost/${index}`;
        const { body } = await fetchOverPort(port, { url, method: 'GET', headers: [], body: null }, NEVER);
        return new TextDecoder().decode(body);
      }),
    );
    expect(answers).toEqual(Array.from({ length: 50 }, (_, index) => `http://localhost/${index}`));
  });

  test('abandoning a request reaches the server', async () => {
    const controller = new AbortController();
    let seen: AbortSignal | undefined;
    const port = serve(
      ({ signal }) =>
        new Promise((_, reject) => {
          seen = signal;
          signal.addEventListener('abort', () => reject(signal.reason));
          controller.abort(new Error('changed my mind'));
        }),
    );
    const answer = fetchOverPort(port, await extractRequest(), controller.signal);
    await expect(answer).rejects.toThrow('changed my mind');
    await expect.poll(() => seen?.aborted, { timeout: PATIENCE_MS }).toBe(true);
  });

  test('a server that fails to answer says so', async () => {
    const port = serve(async () => {
      throw new RangeError('out of luck');
    });
    await expect(fetchOverPort(port, await extractRequest(), NEVER)).rejects.toThrow('out of luck');
  });
});

function serve(faceFetch: FaceFetch): MessagePort {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  serveHttp(port2, faceFetch);
  return port1;
}

function extractRequest() {
  return toPortRequest(
    new Request('http://localhost/v1/face/pattern/extract', {
      method: 'POST',
      headers: { 'Content-Type': 'image/jpeg' },
      body: FAKE_PICTURES.anna,
    }),
  );
}
