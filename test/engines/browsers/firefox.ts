import { launch } from 'puppeteer-core';
import { PATIENCE_MS } from '../../support/patience.ts';
import type { Tab, TestBrowser } from './test-browser.ts';

/** Starts a Firefox, by Puppeteer over WebDriver BiDi: Playwright drives none that its makers release. */
export async function openFirefox(executablePath: string): Promise<TestBrowser> {
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    timeout: PATIENCE_MS,
    protocolTimeout: 3 * PATIENCE_MS,
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  // As in `firefox/153.7.0`.
  const [, version] = /(\d+)/.exec(await browser.version()) ?? [];
  return {
    name: `Firefox ${version}`,
    tab: {
      open: async (url) => void (await page.goto(url)),
      reload: async () => void (await page.reload()),
      evaluate: page.evaluate.bind(page) as unknown as Tab['evaluate'],
    },
    close: () => browser.close(),
  };
}
