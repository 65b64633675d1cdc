import { afterEach, expect, test, vi } from 'vitest';
import { checkBrowser } from '../../../src/page/browser-age.ts';

afterEach(() => vi.unstubAllGlobals());

const browser = { Worker: class {}, document: {}, OffscreenCanvas: class {} };

const stub = (globals: Partial<typeof browser>) => {
  for (const name of Object.keys(browser)) vi.stubGlobal(name, globals[name as keyof typeof browser]);
};

test('a browser is let through', () => {
  stub(browser);
  expect(checkBrowser).not.toThrow();
});

test('a browser without OffscreenCanvas is told from which version on it works', () => {
  stub({ Worker: browser.Worker, document: browser.document });
  expect(checkBrowser).toThrow(/too old: .* Firefox 115/);
});

test.each([
  ['without workers', {}],
  ['with workers', { Worker: browser.Worker }],
])('a server %s is told to call on the client', (_which, globals) => {
  stub(globals);
  expect(checkBrowser).toThrow(/on the client, not on the server/);
});
