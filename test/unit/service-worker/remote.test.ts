import { expect, test } from 'vitest';
import { remoteUrl } from '../../../src/service-worker/remote.ts';

const REQUEST = 'https://app.example/api/v1/face/pattern/health?x=1';

test('without an address the server answers at the request’s own', () => {
  expect(remoteUrl(REQUEST, undefined, '/api')).toBe(REQUEST);
});

test('the base path is the page’s and is not sent on', () => {
  expect(remoteUrl(REQUEST, 'https://faces.example', '/api')).toBe(
    'https://faces.example/v1/face/pattern/health?x=1',
  );
});

test('the server’s address may have a path and a slash at its end', () => {
  expect(remoteUrl('https://app.example/version', 'https://faces.example/lite/', '')).toBe(
    'https://faces.example/lite/version',
  );
});
