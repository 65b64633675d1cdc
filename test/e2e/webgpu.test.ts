import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { FaceEngine } from '../../src/index.ts';
import { launchChromium } from '../support/chromium-page.ts';
import { sampleFile } from '../support/folders.ts';

declare global {
  /** The engine whose device is lost, on the page. */
  var lost: FaceEngine | undefined;
  /** The device it works on, in its worker. */
  var device: GPUDevice | undefined;
}

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

test('never chooses a software adapter by itself', async () => {
  expect(await page.evaluate(async () => (await globalThis.engine?.version())?.tfss)).toContain('wasm');
});

test('gives the same templates on WebGPU as on WASM', { timeout: 180_000 }, async () => {
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

test('goes on with WASM when the device is lost in the middle of a call', { timeout: 180_000 }, async () => {
  const started = page.waitForEvent('worker');
  await page.evaluate(async () => {
    globalThis.lost = await globalThis.inpageFace?.createEngine({ backend: 'webgpu' });
  });
  const worker = await started;
  await worker.evaluate(() => {
    const { requestDevice } = GPUAdapter.prototype;
    GPUAdapter.prototype.requestDevice = async function (...parameters) {
      globalThis.device = await requestDevice.apply(this, parameters);
      return globalThis.device;
    };
  });
  const count = page.evaluate(
    async (encoded) => {
      const photo = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
      return (await globalThis.lost?.faces(photo, { templates: true }))?.length;
    },
    readFileSync(sampleFile(3), 'base64'),
  );
  await worker.evaluate(async () => {
    while (!globalThis.device) await new Promise((resolve) => setTimeout(resolve, 20));
    // By now the models are being loaded or run.
    await new Promise((resolve) => setTimeout(resolve, 500));
    globalThis.device.destroy();
  });
  expect(await count).toBe(3);
  expect(await page.evaluate(async () => (await globalThis.lost?.version())?.tfss)).toContain('wasm');
});
