import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, vi } from 'vitest';
import type { Clips } from '../contract/clips.ts';
import type { Ability } from '../contract/contract-case.ts';
import { describeContract } from '../contract/contract-suite.ts';
import { makeClips } from '../contract/encode-clips.ts';
import { readLabelledSamples } from '../contract/labelled-samples.ts';
import { cutPictures } from '../contract/real-pictures.ts';
import { sendFromPage } from '../contract/send-from-page.ts';
import { launchChromium } from '../support/chromium-page.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { hasShared } from '../support/provided.ts';
import { ask, openPage } from './service-worker/site-page.ts';
import { buildTestSite, TestSite } from './service-worker/test-site.ts';

const WITH_SHARED = hasShared();

/** What only a fake engine can be made to do is left to the run in Node. */
const ABILITIES: Ability[] = ['archives', ...(WITH_SHARED ? (['labelled samples'] as const) : [])];

let browser: Browser;
/** Made once, of the pictures of whoever asks first: they are the same for all. */
let clips: Promise<Clips> | undefined;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describeContract('the contract on the built demo: its service worker and its page’s engine', async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(inject('demoUrl'));
  await vi.waitFor(
    async () =>
      expect(await ask(page, '/v1/face/pattern/health').catch(String)).toMatchObject({ by: 'page' }),
    { timeout: PATIENCE_MS, interval: 500 },
  );
  return target(page);
}, [...ABILITIES, 'videos']);

describe('without a page that has an engine', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await TestSite.serve(await buildTestSite());
  });
  afterAll(() => site?.close());

  describeContract(
    'the contract by the service worker’s own engine',
    async () => target(await openPage(await browser.newContext(), site.url, 'plain.html')),
    [...ABILITIES, 'no WebCodecs'],
  );
});

async function target(page: Page) {
  const pictures = await cutPictures(page);
  clips ??= makeClips(browser, pictures);
  return {
    pictures,
    clips: await clips,
    labelled: WITH_SHARED ? readLabelledSamples() : undefined,
    send: (request: Parameters<typeof sendFromPage>[1]) => sendFromPage(page, request),
  };
}
