import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildDemo } from '../../scripts/build-demo.mjs';
import { ROOT } from '../../scripts/project.mjs';
import { defaultPack } from '../../src/page/default-pack.ts';
import { filesOf } from '../../src/runtime/model-pack.ts';
import type { Bytes } from '../contract/contract-case.ts';
import { cutPictures } from '../contract/real-pictures.ts';
import { IS_DEFAULT_PACK } from '../support/chosen-pack.ts';
import { launchChromium } from '../support/chromium-page.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { TestSite } from './service-worker/test-site.ts';

const MEDIA_AND_PAYLOAD = 'liveness detect, media and payload: POST /v1/face/liveness/detect';

describe('the console of the HTTP API', () => {
  let browser: Browser;
  let site: TestSite;
  let page: Page;
  let photo: { name: string; mimeType: string; buffer: Buffer };

  beforeAll(async () => {
    await buildDemo();
    browser = await launchChromium();
    const cutter = await browser.newPage();
    const { anna }: { anna: Bytes } = await cutPictures(cutter);
    photo = { name: 'anna.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(anna) };
    await cutter.close();
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    site = await TestSite.serve(join(ROOT, 'build/demo'));
    page = await (await browser.newContext()).newPage();
    await page.goto(`${site.url}#http`);
  });
  afterEach(async () => {
    await page.context().close();
    await site.close();
  });

  test('sends a request and shows status, headers, JSON and who answered', async () => {
    await send('version');
    await page.getByText(/^200 OK in [\d.]+ ms, answered by the engine of a page/).waitFor();
    const answer = await page.getByRole('region', { name: 'Answer' }).innerText();
    expect(answer).toContain('content-type: application/json');
    expect(answer).toMatch(/"tfss": "onnxruntime-web/);
  });

  test('shows the request as fetch and as curl while it is filled in', async () => {
    await choose('verify');
    await page.getByLabel('sample').setInputFiles(photo);
    await page.getByLabel('Base64 both ways').check();
    const request = await page.getByRole('region', { name: 'Request' }).innerText();
    expect(request).toContain(
      "form.append('sample', new Blob([photoInBase64], { type: 'image/jpeg' }), 'anna.jpg');",
    );
    expect(request).toContain(`-F 'sample=@"anna.jpg.base64";type=image/jpeg'`);
  });

  test('shows the parts of a multipart answer; makes a template of a photo if one is needed', async () => {
    await choose('verify');
    await page.getByLabel('sample').setInputFiles(photo);
    await page.getByLabel('bio_template').setInputFiles(photo);
    await page.getByRole('button', { name: 'Send' }).click();
    const answer = page.getByRole('region', { name: 'Answer' });
    await answer.getByRole('heading', { name: 'score (application/json)' }).waitFor();
    await answer.getByRole('heading', { name: 'bio_feature (application/octet-stream)' }).waitFor();
    expect(await answer.innerText()).toMatch(/"score": 1\b/);
    expect(await answer.innerText()).toMatch(/\d+ bytes: ([0-9a-f]{2} )+/);
  });

  test('sends base64, and shows the base64 that comes back', async () => {
    await choose('verify');
    await page.getByLabel('sample').setInputFiles(photo);
    await page.getByLabel('bio_template').setInputFiles(photo);
    await page.getByLabel('Base64 both ways').check();
    await page.getByRole('button', { name: 'Send' }).click();
    const answer = page.getByRole('region', { name: 'Answer' });
    await answer.getByText(/^200 OK in/).waitFor();
    expect(await answer.innerText()).toMatch(/"score": 1\b/);
    // Another pack's template may be shorter.
    expect(await answer.innerText()).toMatch(IS_DEFAULT_PACK ? /^[\w+/]{1000,}=*$/m : /^[\w+/]{300,}=*$/m);
  });

  test('judges several media under a payload', async () => {
    await page.getByLabel('Method').selectOption({ label: MEDIA_AND_PAYLOAD });
    await page.getByLabel('media: photos').setInputFiles([photo, { ...photo, name: 'again.jpg' }]);
    const payload = { 'folder:meta_data': { ticket: 7 }, analyses: [{ type: 'quality' }] };
    await page.getByLabel('payload: JSON').fill(JSON.stringify(payload));
    const request = await page.getByRole('region', { name: 'Request' }).innerText();
    expect(request).toContain(
      "form.append('media_2', new Blob([medium], { type: 'image/jpeg' }), 'again.jpg');",
    );
    await page.getByRole('button', { name: 'Send' }).click();
    const answer = page.getByRole('region', { name: 'Answer' });
    await answer.getByText(/^200 OK in/).waitFor();
    expect(await answer.innerText()).toContain('"ticket": 7');
    expect(await answer.innerText()).toContain('"original_name": "again.jpg"');
  });

  test('after one visit, with the host gone, the page reloads and every method answers', async () => {
    await expect
      .poll(
        () => page.evaluate(async () => (await (await caches.open('inpage-face-models')).keys()).length),
        { timeout: PATIENCE_MS },
      )
      .toBe(filesOf(defaultPack.manifest).length);
    await site.goOffline();
    await page.reload();
    for (const name of await page.getByRole('option').allTextContents()) {
      await page.getByLabel('Method').selectOption({ label: name });
      for (const input of await page.locator('.api-fields input').all()) await input.setInputFiles(photo);
      await page.getByRole('button', { name: 'Send' }).click();
      const status = page.getByText(/^\d+ .* in [\d.]+ ms, answered by/);
      await status.waitFor();
      expect(await status.innerText(), name).toMatch(
        /^200 OK in [\d.]+ ms, answered by the engine of a page/,
      );
    }
  });

  async function choose(name: string): Promise<void> {
    const option = page.getByRole('option', { name: `${name}:` });
    await page.getByLabel('Method').selectOption({ label: (await option.first().textContent()) ?? '' });
  }

  async function send(name: string): Promise<void> {
    await choose(name);
    await page.getByRole('button', { name: 'Send' }).click();
  }
});
