// `npm run record-runtime`: records which functions of the inference runtime the packs' models use.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { spelledAsToday } from '../../src/runtime/manifest-spelling.ts';
import type { ModelManifest } from '../../src/runtime/model-manifest.ts';
import { SAMPLES_FOLDER } from '../../test/support/folders.ts';
import { launchChromium } from '../launch-chromium.ts';
import { ensureModels } from '../models.mjs';
import { ROOT, readJson, runMain, writeJson } from '../project.mjs';
import { servedAddress } from '../served-address.ts';
import type {} from './page/page.ts';
import type { RecordedModel } from './page/recorded-models.ts';
import { makeProfile } from './profile.ts';
import { serveRecorder } from './recorder.ts';
import { runtimeFile } from './runtime-file.ts';

/** The project's packs: their models are those that the slim runtime is for. */
const PACKS = ['default', 'permissive'];

const THREADS = [1, 2, 4];

const PICTURES = [1, 2, 3, 4, 5, 6].map((number) => `sample${number}.jpg`);

const SLIM_MODELS = join(ROOT, 'src/runtime/slim-models.ts');

async function main(): Promise<void> {
  await ensureModels();
  const whole = await readFile(join(ROOT, runtimeFile('.wasm')));
  const manifests = PACKS.map(
    (pack) => spelledAsToday(readJson(join(ROOT, `models/${pack}.json`))) as ModelManifest,
  );
  const recorder = await serveRecorder(whole, SAMPLES_FOLDER);
  try {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(servedAddress(recorder.server));
      await page.waitForFunction(() => globalThis.recordingPage !== undefined);
      for (const threads of THREADS) {
        for (const manifest of manifests) await record(page, manifest, threads);
        console.log(
          `${threads} threads: ${count(recorder.used)} of ${recorder.used.length} functions so far`,
        );
      }
    } finally {
      await browser.close();
    }
  } finally {
    await recorder.server.close();
  }
  await writeProfile(whole, recorder.used, manifests);
}

async function record(page: Page, { name, models }: ModelManifest, threads: number): Promise<void> {
  const request = { threads, models: models.map(recordedModel) };
  await page.evaluate((asked) => globalThis.recordingPage?.runSessions(asked), request);
  const pictures = PICTURES.map((file) => `/pictures/${file}`);
  await page.evaluate(
    ([manifest, count, files]) => globalThis.recordingPage?.runEngine(manifest, count, files),
    [`/pack/${name}.json`, threads, pictures] as const,
  );
}

/** A detector takes inputs of other sizes, too: whatever is a multiple of 32. */
function recordedModel({ role, file, input: { shape } }: ModelManifest['models'][number]): RecordedModel {
  const [batch, channels] = shape;
  const others = [
    [320, 320],
    [320, 256],
    [64, 320],
    [32, 32],
  ].map((size) => [batch, channels, ...size]);
  return { url: `/pack/${file}`, shapes: role === 'detector' ? [shape, ...others] : [shape] };
}

function count(used: readonly boolean[]): number {
  return used.filter(Boolean).length;
}

async function writeProfile(
  whole: Uint8Array,
  used: readonly boolean[],
  manifests: readonly ModelManifest[],
): Promise<void> {
  const { version } = readJson(join(ROOT, 'node_modules/onnxruntime-web/package.json'));
  const profile = makeProfile(`onnxruntime-web ${version}`, whole, used);
  await writeJson(join(import.meta.dirname, 'profile.json'), profile);
  const sums = manifests.flatMap(({ models }) =>
    models.map(({ sha256, file }) => `  '${sha256}', // ${file}\n`),
  );
  await writeFile(
    SLIM_MODELS,
    `/** The SHA-256 of each model that the slim runtime was made for, written by \`npm run record-runtime\`. */
export const SLIM_MODELS: readonly string[] = [
${sums.join('')}];
`,
  );
  console.log(`profile.json: ${count(used)} of ${used.length} functions`);
}

await runMain(main);
