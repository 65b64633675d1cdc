import { describe, expect, test } from 'vitest';
import type { PortRequest, PortResponse } from '../../../src/crossing/http-port.ts';
import type { Mode } from '../../../src/crossing/service-worker-protocol.ts';
import { type Ask, answerByMode, answeredBy } from '../../../src/service-worker/answer-by-mode.ts';

const REQUEST: PortRequest = { url: 'http://localhost/version', method: 'GET', headers: [], body: null };

const LOCAL = answer(200, { from: 'local' });
const REMOTE = answer(200, { from: 'remote' });
const BAD_REQUEST = answer(400, { code: 'BPE-003002', message: 'no face' });
const INOPERATIVE = answer(400, { code: 'BPE-001002', message: 'a model is missing' });
const FAILED = answer(500, { code: 'LDE-001001', message: 'unforeseen' });
const UNHEALTHY = answer(200, { status: 3, message: 'a model is missing' });

const unreachable: Ask = async () => {
  throw new TypeError('Failed to fetch');
};
const forbidden: Ask = async () => {
  throw new Error('must not be asked');
};

describe('local asks the engine and nobody else', () => {
  test.each([LOCAL, BAD_REQUEST, INOPERATIVE, UNHEALTHY])('%#', async (response) => {
    expect(await ask('local', async () => response, forbidden)).toBe(response);
  });
});

describe('remote asks the server and nobody else', () => {
  test('its answer stands', async () => {
    expect(await ask('remote', forbidden, async () => FAILED)).toBe(FAILED);
  });

  test('it rejects if the server can’t be reached', async () => {
    await expect(ask('remote', forbidden, unreachable)).rejects.toThrow(TypeError);
  });
});

describe('local-first asks the server only if the engine can’t work', () => {
  test.each([LOCAL, BAD_REQUEST])(
    'the engine’s answer stands, its complaint about a request too',
    async (response) => {
      expect(await ask('local-first', async () => response, forbidden)).toBe(response);
    },
  );

  test.each([INOPERATIVE, FAILED, UNHEALTHY])(
    'an inoperative engine’s work is the server’s',
    async (response) => {
      expect(
        await ask(
          'local-first',
          async () => response,
          async () => REMOTE,
        ),
      ).toBe(REMOTE);
    },
  );

  test('if nobody can, the engine says why', async () => {
    expect(await ask('local-first', async () => INOPERATIVE, unreachable)).toBe(INOPERATIVE);
  });
});

describe('remote-first asks the engine only if the server can’t be reached', () => {
  test.each([REMOTE, BAD_REQUEST, FAILED])('the server’s answer stands, errors too', async (response) => {
    expect(await ask('remote-first', forbidden, async () => response)).toBe(response);
  });

  test('offline, the engine answers', async () => {
    expect(await ask('remote-first', async () => LOCAL, unreachable)).toBe(LOCAL);
  });

  test.each([502, 503, 504])('behind a gateway that answers %i, the engine answers', async (status) => {
    expect(
      await ask(
        'remote-first',
        async () => LOCAL,
        async () => answer(status, {}),
      ),
    ).toBe(LOCAL);
  });
});

test('an answer says once who gave it', () => {
  const twice = answeredBy('page', answeredBy('remote', LOCAL));
  expect(twice.headers).toEqual([...LOCAL.headers, ['X-Face-Answered-By', 'page']]);
});

function ask(mode: Mode, local: Ask, remote: Ask): Promise<PortResponse> {
  return answerByMode(mode, REQUEST, { local, remote });
}

function answer(status: number, json: object): PortResponse {
  const body = new TextEncoder().encode(JSON.stringify(json)).buffer;
  return { status, headers: [['Content-Type', 'application/json']], body };
}
