// `npm run bench:capture`: how long `<face-capture>` takes from the click to the first guidance, in headless Chromium with a
// fake camera, on a warm visit: files in the browser's caches, a page that has just been opened.
import { cpus } from 'node:os';
import type { BrowserContext } from 'playwright';
import { readCount, readOptions } from '../../scripts/arguments.ts';
import { runMain } from '../../scripts/project.mjs';
import { servedAddress } from '../../scripts/served-address.ts';
import { median } from '../../src/common/median.ts';
import { serveCaptureSite } from '../../test/e2e/face-capture/capture-site.ts';
import { launchWithCamera, type Scene } from '../../test/e2e/face-capture/fake-camera.ts';
// The page's global.
import type {} from '../../test/e2e/face-capture/page.ts';

const USAGE = `npm run bench:capture [-- options]

  --visits N      warm visits of each kind (default: 10)`;

/** What the camera shows, and what that asks of the engine before it can say something. */
const SCENES: [Scene, string][] = [
  ['far-person', 'somebody too far away'],
  ['person', 'somebody in the oval'],
];

async function main(): Promise<void> {
  const { visits } = readOptions(USAGE, { visits: { type: 'string', default: '10' } });
  const site = await serveCaptureSite();
  try {
    for (const [scene, what] of SCENES) {
      const browser = await launchWithCamera(scene);
      const context = await browser.newContext();
      const cold = await visit(context, servedAddress(site));
      const warm: Times[] = [];
      for (let left = readCount('visits', visits); left > 0; left -= 1) {
        warm.push(await visit(context, servedAddress(site)));
      }
      await browser.close();
      const said = (name: keyof Times) =>
        `${median(warm.map((times) => times[name])).toFixed(0)} ms (${warm
          .map((times) => times[name].toFixed(0))
          .sort((a, b) => Number(a) - Number(b))
          .join(', ')})`;
      console.log(`${what}: first visit ${cold.guidance.toFixed(0)} ms to guidance`);
      console.log(`  warm, click to camera ${said('camera')}`);
      console.log(`  warm, click to guidance ${said('guidance')}`);
    }
    console.log(`${cpus().length} cores (${cpus()[0]?.model.trim()})`);
  } finally {
    await site.close();
  }
}

/** Milliseconds after the click. */
interface Times {
  camera: number;
  guidance: number;
}

async function visit(context: BrowserContext, url: string): Promise<Times> {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => globalThis.capturePage !== undefined);
  const times = await page.evaluate(async () => {
    const { element } = capturePage;
    const button = element.shadowRoot?.querySelector<HTMLElement>('[part~="start"]');
    const video = element.shadowRoot?.querySelector('video');
    const guided = new Promise((resolve) => element.addEventListener('guidance', resolve, { once: true }));
    const seen = new Promise((resolve) => video?.addEventListener('loadeddata', resolve, { once: true }));
    const click = performance.now();
    button?.click();
    const camera = seen.then(() => performance.now() - click);
    await guided;
    const guidance = performance.now() - click;
    return { camera: await camera, guidance };
  });
  await page.close();
  return times;
}

await runMain(main);
