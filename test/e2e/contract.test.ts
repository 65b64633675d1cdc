import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe } from 'vitest';
import { describeContract } from '../contract/contract-suite.ts';
import { cutPictures } from '../contract/real-pictures.ts';
import { sendFromPage } from '../contract/send-from-page.ts';
import { launchChromium } from '../support/chromium-page.ts';
import { openPage } from './service-worker/site-page.ts';
import { buildTestSite, TestSite } from './service-worker/test-site.ts';

describe('the contract in a browser', () => {
  let browser: Browser;
  let site: TestSite;
  const openPages: Page[] = [];

  beforeAll(async () => {
    site = await TestSite.serve(await buildTestSite());
    browser = await launchChromium();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  for (const [title, path] of [
    ['through the service worker to the engine of the page', 'with-engine.html'],
    ['through the service worker’s own engine', 'plain.html'],
  ] as const) {
    describeContract(
      title,
      async () => {
        const page = await openPage(await browser.newContext(), site.url, path);
        openPages.push(page);
        return { pictures: await cutPictures(page), send: (request) => sendFromPage(page, request) };
      },
      { faults: false, liveness: false },
    );
  }
});
