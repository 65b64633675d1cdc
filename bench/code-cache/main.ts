// `npm run bench:code-cache`: what Chromium takes of the engine's code from its caches of compiled code, visit by visit.
// Arguments after `--` are switches of Chromium, such as --js-flags=--wasm-caching-threshold=100000.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserContext, chromium } from 'playwright';
import { CHROMIUM_ARGS, ensureChromium } from '../../scripts/chromium.mjs';
import { ROOT } from '../../scripts/project.mjs';
import { TestSite } from '../../test/e2e/service-worker/test-site.ts';
import { traced } from '../traced.ts';

/** V8 writes the code of a script once it has run on several visits, of WebAssembly when enough of it has become hot. */
const VISITS = 4;

/** How long each lasts: compiled WebAssembly is written some seconds after it has become hot. */
const STAY_MS = 6000;

/** How often a picture is worked on, so that the models' code becomes hot. */
const EXTRACTIONS = 20;

const CATEGORIES = ['v8', 'v8.wasm', 'devtools.timeline', 'disabled-by-default-v8.compile'];

/** What of a trace tells that compiled code was written to a cache, or taken from it. */
const WRITTEN = ['v8.produceModuleCache', 'wasm.SerializeModule'];
const TAKEN = ['v8.compileModule', 'wasm.Deserialize'];

interface TraceEvent {
  name: string;
  args?: { data?: { url?: string; producedCacheSize?: number; consumedCacheSize?: number } };
}

const site = await TestSite.serve(join(ROOT, 'dist'), {
  headers: { 'Cache-Control': 'public, max-age=31536000, immutable' },
});
site.overrides.set('/', (response) => {
  response.setHeader('Content-Type', 'text/html');
  response.end('<!doctype html><title>Code cache</title>');
});
const profile = await mkdtemp(join(tmpdir(), 'inpage-face-bench-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: await ensureChromium(),
  args: [...CHROMIUM_ARGS, ...process.argv.slice(2)],
});
try {
  for (let visit = 1; visit <= VISITS; visit++) {
    console.log(`visit ${visit}`);
    for (const line of tellOf(await traceOf(context))) console.log(`  ${line}`);
  }
} finally {
  await context.close();
  await site.close();
  await rm(profile, { recursive: true, force: true });
}

/** Opens the page, works for a while, and gives what was traced of its process. */
async function traceOf(context: BrowserContext): Promise<TraceEvent[]> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const events = await traced<TraceEvent>(devtools, CATEGORIES, async () => {
    await page.goto(site.url);
    // As text: tsx would have it call a helper of its own.
    const time = await page.evaluate(`(async () => {
      const start = performance.now();
      const { createEngine } = await import('/inpage-face.js');
      const engine = await createEngine({ cache: false });
      await engine.load();
      const time = performance.now() - start;
      const picture = new OffscreenCanvas(640, 480);
      picture.getContext('2d').fillRect(9, 9, 99, 99);
      const photo = await picture.convertToBlob();
      for (let i = 0; i < ${EXTRACTIONS}; i++) await engine.faces(photo);
      return time;
    })()`);
    console.log(`  engine ready after ${Math.round(time as number)} ms`);
    await sleep(STAY_MS);
  });
  await page.close();
  return events;
}

/** A line for each file of which compiled code was written or taken. */
function tellOf(events: readonly TraceEvent[]): string[] {
  const lines = events.flatMap(({ name, args: { data = {} } = {} }) => {
    const { url, producedCacheSize, consumedCacheSize } = data;
    if (name.startsWith('wasm.')) {
      if (WRITTEN.includes(name)) return 'WebAssembly: written';
      return TAKEN.includes(name) ? 'WebAssembly: taken' : [];
    }
    const bytes = WRITTEN.includes(name) ? producedCacheSize : consumedCacheSize;
    if (!url?.startsWith(site.url) || bytes === undefined) return [];
    const file = url.slice(site.url.length);
    return `${file}: ${WRITTEN.includes(name) ? 'written' : 'taken'}, ${bytes} bytes`;
  });
  return [...new Set(lines)].sort();
}
