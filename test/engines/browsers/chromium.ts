import { launchChromium } from '../../support/chromium-page.ts';
import type { Tab, TestBrowser } from './test-browser.ts';

/** Starts a Chromium, by Playwright. */
export async function openChromium(): Promise<TestBrowser> {
  const browser = await launchChromium();
  const page = await (await browser.newContext()).newPage();
  return {
    name: `Chromium ${Number.parseInt(browser.version(), 10)}`,
    tab: {
      open: async (url) => void (await page.goto(url)),
      reload: async () => void (await page.reload()),
      evaluate: ((run: string, argument: unknown) =>
        page.evaluate(run, argument)) as unknown as Tab['evaluate'],
    },
    close: () => browser.close(),
  };
}
