import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/project.mjs';
import { cutPictures } from '../contract/real-pictures.ts';
import { launchChromium } from '../support/chromium-page.ts';
import { openPage } from './service-worker/site-page.ts';
import { buildTestSite, TestSite } from './service-worker/test-site.ts';

describe('the documented drop-in for the server', () => {
  let browser: Browser;
  let site: TestSite;
  beforeAll(async () => {
    site = await TestSite.serve(await buildTestSite());
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  test('works when pasted into a page with nothing else', async () => {
    const page = await openPage(await browser.newContext(), site.url, 'plain.html');
    const { anna } = await cutPictures(page);
    const score = await page.evaluate(
      async ({ photo, code }) => {
        const bytes = Uint8Array.from(atob(photo), (char) => char.charCodeAt(0));
        const blob = new Blob([bytes], { type: 'image/jpeg' });
        const headers = { 'Content-Type': 'image/jpeg' };
        const extracted = await fetch('/v1/face/pattern/extract', { method: 'POST', headers, body: blob });
        const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
        const run = new AsyncFunction(
          'registerFaceServiceWorker',
          'photo',
          'template',
          'show',
          `${code}; return score;`,
        );
        // The page's own script has registered by the same function; its import alone is left out here.
        return run(
          () => globalThis.registered,
          blob,
          await extracted.arrayBuffer(),
          () => undefined,
        );
      },
      { photo: Buffer.from(anna).toString('base64'), code: pastedCode() },
    );
    expect(score).toBeCloseTo(1, 5);
  });
});

/** The first example of docs/move-from-api-lite.md without its import. */
function pastedCode(): string {
  const text = readFileSync(join(ROOT, 'docs/move-from-api-lite.md'), 'utf8');
  const code = /```ts\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  expect(code).toContain("import { registerFaceServiceWorker } from 'inpage-face/service-worker';");
  return code.replace(/^import .*$/m, '');
}
