// `npm run bench:backends`: the models one by one, whole calls and the engine's own choice, on WASM and on WebGPU.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { launchChromium } from '../../scripts/launch-chromium.ts';
import { servePage } from '../../scripts/measuring/serve-page.ts';
import { ensureModels } from '../../scripts/models.mjs';
import { ROOT, runMain } from '../../scripts/project.mjs';
import { textTable } from '../../scripts/report/text-table.ts';
import { servedAddress } from '../../scripts/served-address.ts';
import { median } from '../../src/common/median.ts';
import { SHARED_FOLDER } from '../../test/support/folders.ts';
import { makePictures } from '../side-by-side/pictures.ts';
import type { CallTimes } from './page/page.ts';

/** Chromium without a window uses no graphics card unless it is told to. */
const GPU_ARGS = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-angle=vulkan',
  '--ignore-gpu-blocklist',
];

const VIDEO = join(SHARED_FOLDER, 'pad/videos/lestari_real.mp4');

async function main(): Promise<void> {
  await ensureModels();
  const { files } = await makePictures();
  const pictures = ['small', 'large', 'group'].map((name) => async () => {
    return new Uint8Array(files.get(`/pictures/${name}.jpg`) as Buffer);
  });
  const server = await servePage({
    folder: join(import.meta.dirname, 'page'),
    files: [...pictures, VIDEO],
    manifest: join(ROOT, 'models/default.json'),
  });
  const browser = await launchChromium(GPU_ARGS);
  try {
    const page = await browser.newPage();
    await page.goto(servedAddress(server));
    await page.waitForFunction(() => globalThis.backendsPage !== undefined);
    console.log(`Chromium ${browser.version()}, milliseconds`);
    await measureBackends(page);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function measureBackends(page: Page): Promise<void> {
  const adapter = await page.evaluate(() => globalThis.backendsPage?.adapter());
  console.log(`Graphics card: ${adapter ?? 'none that the browser takes for hardware'}`);
  for (const kind of adapter === undefined ? (['wasm'] as const) : (['wasm', 'webgpu'] as const)) {
    const models = await page.evaluate((asked) => globalThis.backendsPage?.measureModels(asked), kind);
    const measured = await page.evaluate((asked) => globalThis.backendsPage?.measureCalls(asked), kind);
    if (!models || !measured) continue;
    console.log(`\n${measured.runsOn}`);
    console.log(table('Model', Object.entries(models)));
    console.log(table('Call', Object.entries(measured.calls)));
  }
  if (adapter === undefined) return;
  console.log(`\nLeft to choose: ${await page.evaluate(() => globalThis.backendsPage?.choose())}`);
}

function table(
  title: string,
  rows: [name: string, times: Omit<CallTimes, 'models'> & Partial<CallTimes>][],
): string {
  const cells = rows.map(([name, { first, times, models }]) => [
    name,
    first.toFixed(0),
    Math.min(...times).toFixed(1),
    median(times).toFixed(1),
    models ? median(models).toFixed(1) : '',
  ]);
  return textTable([[title, 'first', 'best', 'median', 'models'], ...cells], 'right').join('\n');
}

await runMain(main);
