import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launchChromium } from '../support/chromium-page.ts';
import { sampleFile } from '../support/folders.ts';

// A software adapter stands in for a graphics card: slow, but the same code path.
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium(['--enable-unsafe-webgpu']);
  page = await browser.newPage();
  await page.goto(inject('demoUrl'));
  await page.waitForFunction(() => globalThis.engine !== undefined);
});
afterAll(() => browser.close());

it('never chooses a software adapter by itself', async () => {
  expect(await page.evaluate(async () => (await globalThis.engine?.version())?.tfss)).toContain('wasm');
});

it('gives the same templates on WebGPU as on WASM', { timeout: 180_000 }, async () => {
  const base64 = readFileSync(sampleFile(3), 'base64');
  const { runtime, scores } = await page.evaluate(async (encoded) => {
    const { inpageFace } = globalThis;
    if (!inpageFace) throw new Error('The demo is not ready');
    const photo = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const webgpu = await inpageFace.createEngine({ backend: 'webgpu' });
    const wasm = await inpageFace.createEngine({ backend: 'wasm' });
    const [onGpu, onCpu] = await Promise.all(
      [webgpu, wasm].map((engine) => engine.faces(photo, { templates: true })),
    );
    const pairs = (onGpu ?? []).map(
      (face, index) => [face.template ?? '', onCpu?.[index]?.template ?? ''] as const,
    );
    const scores = await Promise.all(pairs.map(async ([a, b]) => (await wasm.compare(a, b)).score));
    return { runtime: (await webgpu.version()).tfss, scores };
  }, base64);
  expect(runtime).toContain('webgpu');
  expect(scores).toHaveLength(3);
  for (const score of scores) expect(score).toBeGreaterThan(0.999);
});
