// `npm run bench:http`: what HTTP through the service worker adds to the direct call, for a 1 MB photo.
import type { Page } from 'playwright';
import { launchChromium } from '../../scripts/launch-chromium.ts';
import { median } from '../../src/common/median.ts';
import { cutPictures } from '../../test/contract/real-pictures.ts';
import { openPage } from '../../test/e2e/service-worker/site-page.ts';
import { buildTestSite, TestSite } from '../../test/e2e/service-worker/test-site.ts';
import { measureBrowserShare } from './browser-share.ts';

const ROUNDS = 60;

const site = await TestSite.serve(await buildTestSite());
const browser = await launchChromium();
try {
  const context = await browser.newContext();
  const page = await openPage(context, site.url, 'with-engine.html');
  const { anna } = await cutPictures(page);
  const { bytes, direct, engineFetch, serviceWorker } = await measure(
    page,
    Buffer.from(anna).toString('base64'),
  );
  const line = (name: string, times: readonly number[]) => {
    // In turns and compared round by round: what else the machine does then falls on all ways alike.
    const added = times.map((time, round) => time - (direct[round] ?? Number.NaN));
    return `  ${name.padEnd(36)}${milliseconds(times)}, median difference within a round ${milliseconds(added)}`;
  };
  console.log(`extract of a photo of ${(bytes / 1e6).toFixed(2)} MB as a Blob, medians of ${ROUNDS} rounds:`);
  console.log(`  ${'engine.extract(blob)'.padEnd(36)}${milliseconds(direct)}`);
  console.log(line('engine.fetch(request)', engineFetch));
  console.log(line('fetch() through the service worker', serviceWorker));
  await page.close();
  const reading = await measureBrowserShare(context, site, bytes, ROUNDS);
  console.log(`  a body of this size through a service worker that only reads it: ${milliseconds(reading)}`);
} finally {
  await browser.close();
  await site.close();
}

/** The median. */
function milliseconds(times: readonly number[]): string {
  return `${median(times).toFixed(1)} ms`;
}

/** Milliseconds of each round, by the way that the photo takes. */
async function measure(page: Page, photo: string) {
  // tsx keeps the names of functions by a helper, which the page lacks.
  await page.evaluate('globalThis.__name = (named) => named');
  return page.evaluate(
    async ({ photo, rounds }) => {
      const { engine } = globalThis as unknown as { engine: import('../../src/index.ts').FaceEngine };
      const url = '/v1/face/pattern/extract';
      const large = await enlarged(await (await fetch(`data:image/jpeg;base64,${photo}`)).blob());
      const init = (body: Blob) => ({ method: 'POST', headers: { 'Content-Type': 'image/jpeg' }, body });
      const ways = {
        direct: async (blob: Blob) => void (await engine.extract(blob)),
        engineFetch: async (blob: Blob) => {
          await (await engine.fetch(new Request(url, init(blob)))).arrayBuffer();
        },
        serviceWorker: async (blob: Blob) => {
          const response = await fetch(url, init(blob));
          if (response.headers.get('x-face-answered-by') !== 'page')
            throw new Error('not answered by the page');
          await response.arrayBuffer();
        },
      };
      const times = { direct: [] as number[], engineFetch: [] as number[], serviceWorker: [] as number[] };
      for (let round = 0; round < rounds + 5; round++) {
        for (const [way, call] of Object.entries(ways)) {
          // Other bytes behind the picture's end each time: no cache of templates knows it.
          const blob = new Blob([large, crypto.getRandomValues(new Uint8Array(16))], { type: 'image/jpeg' });
          const begun = performance.now();
          await call(blob);
          if (round >= 5) times[way as keyof typeof times].push(performance.now() - begun);
        }
      }
      return { bytes: large.size, ...times };

      /** The picture scaled up until its JPEG has a megabyte. */
      async function enlarged(blob: Blob): Promise<Blob> {
        const bitmap = await createImageBitmap(blob);
        for (let scale = 2; ; scale += 0.5) {
          const canvas = new OffscreenCanvas(bitmap.width * scale, bitmap.height * scale);
          canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
          const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 });
          if (jpeg.size >= 1_000_000) return jpeg;
        }
      }
    },
    { photo, rounds: ROUNDS },
  );
}
