import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { hostHeaders } from '../../scripts/host-headers.ts';
import { launchChromium } from '../support/chromium-page.ts';

describe('the served demo', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  test('opens cross-origin isolated, so that threads work', async () => {
    const page = await browser.newPage();
    const response = await page.goto(inject('demoUrl'));
    expect(response?.status()).toBe(200);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await page.close();
  });

  test('comes with the headers that a host reads from _headers, and may be framed by nobody else', async () => {
    const headersOf = async (path: string) => (await fetch(new URL(path, inject('demoUrl')))).headers;
    for (const path of ['/', '/service-worker.js', '/no-such-file']) {
      const headers = await headersOf(path);
      for (const [name, value] of Object.entries(hostHeaders(path))) {
        expect(headers.get(name), `${path} ${name}`).toBe(value);
      }
    }
    const headers = await headersOf('/');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect((await headersOf('/service-worker.js')).get('cache-control')).toBe('no-cache');
    const html = await (await fetch(inject('demoUrl'))).text();
    const [script = ''] = /assets\/[^"]+\.js/.exec(html) ?? [];
    expect((await headersOf(`/${script}`)).get('cache-control')).toContain('immutable');
  });

  test('answers 404 if there is no file', async () => {
    expect((await fetch(new URL('models/no-such.onnx', inject('demoUrl')))).status).toBe(404);
  });
});
