import { describe, expect, test } from 'vitest';
import { readScriptOptions, writeScriptOptions } from '../../../src/crossing/script-options.ts';
import { needsIsolation, withIsolation } from '../../../src/service-worker/isolation.ts';

describe('isolation', () => {
  test('adds the headers and keeps status, headers and body', async () => {
    const page = new Response('<p>', { status: 404, headers: { 'Content-Type': 'text/html' } });
    const isolated = withIsolation(page, 'credentialless');
    expect(Object.fromEntries(isolated.headers)).toEqual({
      'content-type': 'text/html',
      'cross-origin-embedder-policy': 'credentialless',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(isolated.status).toBe(404);
    expect(await isolated.text()).toBe('<p>');
  });

  test('leaves an answer without a body without one', () => {
    expect(withIsolation(new Response(null, { status: 304 }), 'require-corp').body).toBeNull();
  });

  test('is for documents and workers alone', () => {
    expect(needsIsolation({ mode: 'navigate', destination: 'document' })).toBe(true);
    expect(needsIsolation({ mode: 'same-origin', destination: 'worker' })).toBe(true);
    expect(needsIsolation({ mode: 'no-cors', destination: 'image' })).toBe(false);
    expect(needsIsolation({ mode: 'cors', destination: '' })).toBe(false);
  });
});

describe('the options in the script’s URL', () => {
  test.each([
    { basePath: '', isolate: undefined, isWhole: false },
    { basePath: '/api', isolate: 'credentialless', isWhole: true },
    { basePath: '/a b', isolate: 'require-corp', isWhole: true },
  ] as const)('come back: %o', (options) => {
    expect(readScriptOptions(writeScriptOptions(new URL('https://app.example/sw.js?v=1'), options))).toEqual(
      options,
    );
  });
});
