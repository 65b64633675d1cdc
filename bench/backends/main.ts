// `npm run bench:backends`: the models one by one, whole calls and the engine's own choice, on WASM and on WebGPU.
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { build, type PreviewServer, preview } from 'vite';
import { launchChromium } from '../../scripts/launch-chromium.ts';
import { ensureModels } from '../../scripts/models.mjs';
import { ROOT, runMain } from '../../scripts/project.mjs';
import { textTable } from '../../scripts/report/text-table.ts';
import { servedAddress } from '../../scripts/served-address.ts';
import { median } from '../../src/common/median.ts';
import { SHARED_FOLDER } from '../../test/support/folders.ts';
import { ISOLATION_HEADERS } from '../../vite.config.ts';
import { makePictures } from '../side-by-side/pictures.ts';
import { MEDIA } from './media.ts';
import type { CallTimes, RunTimes } from './page/page.ts';

/** Chromium without a window uses no graphics card unless it is told to; on Linux by Vulkan, whose driver must be there. */
const GPU_ARGS = [
  '--enable-unsafe-webgpu',
  '--ignore-gpu-blocklist',
  '--enable-features=Vulkan',
  '--use-angle=vulkan',
  '--disable-vulkan-surface',
  '--use-webgpu-adapter=default',
  // Tells the card's name.
  '--enable-webgpu-developer-features',
];

const VIDEO = join(SHARED_FOLDER, 'pad/videos/lestari_real.mp4');

async function main(): Promise<void> {
  await ensureModels();
  const server = await servePage();
  const browser = await launchChromium(GPU_ARGS);
  try {
    const page = await browser.newPage();
    await page.goto(servedAddress(server));
    await page.waitForFunction(() => globalThis.backendsPage !== undefined);
    await page.evaluate(() => globalThis.backendsPage?.findAdapter());
    console.log(`Chromium ${browser.version()}, milliseconds`);
    await measureBackends(page);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Built as an app builds the library, beside its media; without a security policy, which WebGPU's runtime breaks. */
async function servePage(): Promise<PreviewServer> {
  const root = join(import.meta.dirname, 'page');
  const outDir = join(ROOT, 'build/bench/backends');
  await build({
    root,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  });
  const { files } = await makePictures();
  for (const name of MEDIA) {
    if (name === 'video.mp4') await copyFile(VIDEO, join(outDir, name));
    else await writeFile(join(outDir, name), files.get(`/pictures/${name}`) as Buffer);
  }
  return preview({
    root,
    configFile: false,
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1', headers: ISOLATION_HEADERS },
  });
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

function table(title: string, rows: [name: string, times: RunTimes & Partial<CallTimes>][]): string {
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
