import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
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

  test('answers 404 if there is no file', async () => {
    expect((await fetch(new URL('models/no-such.onnx', inject('demoUrl')))).status).toBe(404);
  });
});
