import { expect, test } from 'vitest';
import { remoteUrl } from '../../../src/service-worker/remote.ts';

const REQUEST = 'https://app.example/api/v1/face/pattern/health?x=1';

test('without an address the server answers at the request’s own', () => {
  expect(remoteUrl(REQUEST, undefined, '/v1/face/pattern/health')).toBe(REQUEST);
});

test('the base path is the page’s and is not sent on', () => {
  expect(remoteUrl(REQUEST, 'https://faces.example', '/v1/face/pattern/health')).toBe(
    'https://faces.example/v1/face/pattern/health?x=1',
  );
});

test('the server’s address may have a path and a slash at its end', () => {
  expect(remoteUrl('https://app.example/version', 'https://faces.example/lite/', '/version')).toBe(
    'https://faces.example/lite/version',
  );
});

test('an odd spelling of the path is not sent on, but to the server at the request’s own address', () => {
  const odd = 'https://app.example/api//V1/face/pattern/health/?x=1';
  expect(remoteUrl(odd, undefined, '/v1/face/pattern/health')).toBe(odd);
  expect(remoteUrl(odd, 'https://faces.example', '/v1/face/pattern/health')).toBe(
    'https://faces.example/v1/face/pattern/health?x=1',
  );
});
