import { expect } from 'vitest';
import type { Engine } from './browsers/start-engines.ts';
import type { Tab } from './browsers/test-browser.ts';
import { compare, expectNoComplaints, untilReady, visitTabs } from './demo-flows.ts';
import { ARCHIVES, ENCODINGS, type serveDemoAlone, type servePackage, VIDEOS } from './engines-site.ts';
import type { FLOWS } from './flow-names.ts';
import { comparedPictures, likenesses } from './same-templates.ts';
import type { SeenFace } from './site/template-flow.ts';
import { until } from './until.ts';

/** An encoding costs little of a likeness; another person would be far below. */
const APPROVED = 0.85;

/** The least likeness of a face's templates in two engines: they see the same pixels, and differ in a model's last bits. */
const MIN_COSINE = 0.999;

/** Half of the time after which Firefox ends by itself what a service worker waits for in vain. */
const STANDSTILL_MS = 30_000;

/** How a photo that moves may be answered, if it was read. */
const ABOUT_WHAT_IS_SHOWN = /^(judged$|(no-motion|too-few-frames): )/;

const TABS = ['Verify', 'Liveness', 'Live', 'Gallery', 'How sure is it', 'HTTP API'];

/** What the flows of an engine share. */
export interface Visit {
  engine: Engine['engine'];
  tab: Tab;
  site: Awaited<ReturnType<typeof servePackage>>;
  demo: Awaited<ReturnType<typeof serveDemoAlone>>;
  isolatedDemo: Awaited<ReturnType<typeof serveDemoAlone>>;
  hasShared: boolean;
  hasFfmpeg: boolean;
  /** Chromium's faces by picture, if this is another engine. */
  reference: Map<string, SeenFace[]>;
}

/** The checks of each flow, in the order in which they run on the shared page. */
export const CHECKS: Record<keyof typeof FLOWS, (visit: Visit) => Promise<void>> = {
  async start({ tab }) {
    const { tfss, models, health, livenessHealth, ...page } = await tab.evaluate(() => flows.start());
    expect([health.status, livenessHealth.status]).toEqual([0, 0]);
    expect(models).toBeGreaterThan(0);
    // Threads need shared memory, which not every engine gives an isolated page.
    const threads = page.hasSharedMemory ? Math.min(page.cores, 4) : 1;
    expect(tfss).toContain(` slim (wasm, ${threads} thread${threads === 1 ? '' : 's'})`);
    await expectNoComplaints(tab);
  },

  async methods({ tab }) {
    const { quality, ...answers } = await tab.evaluate(() => flows.methods());
    expect(answers).toEqual({
      compare: 'approved',
      verify: true,
      extractAndCompare: 'declined',
      compareN: ['same approved', 'other declined'],
      verifyN: ['same approved', 'other declined'],
      extractAndCompareN: ['same approved', 'other declined'],
      detect: 'number',
      faces: 3,
      groupFaces: [2, 1, 1],
      fetch: [200, true],
      noFace: expect.stringMatching(/^BPE-003002: /),
      storage: 'indexeddb',
    });
    expect(quality).toBeGreaterThan(50);
    // Firefox asks the person, who is not there: nothing else waits for the answer.
    expect(await tab.evaluate(() => flows.storageWhileAsked())).toMatchObject({
      storage: 'indexeddb',
      status: 0,
    });
    await expectNoComplaints(tab);
  },

  async pictures({ tab }) {
    const scores = await tab.evaluate((names) => flows.pictures(names), ENCODINGS);
    expect(new Set(Object.keys(scores))).toEqual(new Set(ENCODINGS));
    for (const [name, score] of Object.entries(scores)) expect(score, name).toBeGreaterThan(APPROVED);
  },

  async media({ tab, hasFfmpeg }) {
    const answers = await tab.evaluate(
      (names) => flows.media(names),
      [...ARCHIVES, ...(hasFfmpeg ? VIDEOS : [])],
    );
    for (const name of ARCHIVES) expect(answers[name]).toEqual({ frames: 2, answer: 'judged' });
    // Decoded and looked at: it is a photo, and liveness says so.
    const seen = { frames: expect.any(Number), answer: expect.stringContaining('does not move as a living') };
    if (hasFfmpeg) for (const name of VIDEOS) expect([name, answers[name]]).toEqual([name, seen]);
  },

  async recordings({ tab, engine }) {
    let written = 0;
    for (const type of await tab.evaluate(() => flows.recordedTypes())) {
      const clip = await tab.evaluate((asked) => flows.readRecording(asked), type);
      console.info(`${engine}, asked for ${type || 'its default'}: ${JSON.stringify(clip)}`);
      if (clip.size === 0) continue;
      written++;
      expect([type, clip.answer]).toEqual([type, expect.stringMatching(ABOUT_WHAT_IS_SHOWN)]);
      expect(clip.frames, type).toBeGreaterThan(0);
    }
    // WebKitGTK's pipeline ends before its first byte, and tells nobody: see docs/browsers.md.
    if (engine !== 'WebKitGTK') expect(written).toBeGreaterThan(0);
  },

  async templates({ engine, tab, hasShared, reference }) {
    const { groups, portraits } = comparedPictures(hasShared);
    const isReference = reference.size === 0;
    const compared = { faces: 0, equal: 0 };
    const least = async (paths: string[]) => {
      const cosines: number[] = [];
      for (const path of paths) {
        const faces = await tab.evaluate((picture) => flows.templates(picture), `/${path}`);
        expect(faces.length, path).toBeGreaterThan(0);
        if (isReference) reference.set(path, faces);
        const others = reference.get(path) ?? [];
        expect(faces.length, path).toBe(others.length);
        // A face that only one of them finds is as unlike as can be.
        cosines.push(...likenesses(others, faces).map((cosine) => cosine ?? 0));
        compared.faces += faces.length;
        compared.equal += faces.filter((face) =>
          others.some((other) => other.template === face.template),
        ).length;
      }
      return Math.min(1, ...cosines);
    };
    const found = { portraits: await least(portraits), groups: await least(groups), ...compared };
    console.info(
      `${engine}: the least cosine with Chromium's templates, and equal ones: ${JSON.stringify(found)}`,
    );
    expect(found.portraits).toBeGreaterThan(MIN_COSINE);
    expect(found.groups).toBeGreaterThan(MIN_COSINE);
  },

  async capture({ tab }) {
    const { what, shown } = await tab.evaluate(() => flows.capture());
    expect(what).toMatch(/^(error no-camera|guidance )/);
    if (what.startsWith('error')) expect(shown).toContain('No camera was found');
    await expectNoComplaints(tab);
  },

  async live({ tab }) {
    const { ids, ...outcome } = await tab.evaluate(() => flows.live());
    expect(new Set(ids.flat()).size).toBe(1);
    expect(outcome).toEqual({ passed: true, made: 1 });
    await expectNoComplaints(tab);
  },

  async gallery({ tab }) {
    expect(await tab.evaluate(() => flows.enroll())).toEqual({ id: 'ann', templates: 1 });
    await reload(tab);
    const [best] = await tab.evaluate(() => flows.identify());
    expect(best).toEqual({ id: 'ann', decision: 'approved', metadata: { name: 'Ann' } });
  },

  async cache({ tab }) {
    expect(await tab.evaluate(() => flows.cached())).toMatchObject({
      storage: 'indexeddb',
      hits: 0,
      misses: 1,
    });
    await reload(tab);
    expect(await tab.evaluate(() => flows.cached())).toMatchObject({ size: 1, hits: 1, misses: 0 });
  },

  async pageEngine({ tab }) {
    const { by, compared } = await tab.evaluate(() => flows.askPageEngine());
    expect(new Set(by)).toEqual(new Set(['page']));
    expect(compared).toContain('"decision":"approved"');
    await expectNoComplaints(tab);
  },

  async ownEngine({ tab }) {
    await reload(tab);
    const { by, tfss, compared } = await tab.evaluate(() => flows.askOwnEngine());
    expect(new Set(by)).toEqual(new Set(['service-worker']));
    expect(tfss).toContain(' slim (wasm, 1 thread)');
    expect(compared).toContain('"decision":"approved"');
    await expectNoComplaints(tab);
  },

  async staticHost({ tab, demo }) {
    await tab.open(demo.url);
    await untilReady(tab);
    expect(await visitTabs(tab)).toEqual(TABS);
    await expectNoComplaints(tab);
  },

  async isolatedHost({ tab, isolatedDemo }) {
    await tab.open(isolatedDemo.url);
    await until(tab, () => navigator.serviceWorker.controller !== null);
    const answered = await tab.evaluate(
      (limit) =>
        Promise.race([
          fetch('favicon.svg').then(({ ok }) => ok),
          new Promise((resolve) => setTimeout(resolve, limit, 'not answered')),
        ]),
      STANDSTILL_MS,
    );
    expect(answered).toBe(true);
    await untilReady(tab);
    await expectNoComplaints(tab);
  },

  async offline({ tab, demo }) {
    await tab.open(demo.url);
    await until(tab, () => document.querySelector('#offline-badge.is-ready') !== null);
    await demo.goOffline();
    await tab.reload();
    await untilReady(tab);
    await compare(tab, ['person.jpg', 'same-person.jpg'], 'The same person');
  },
};

/** Loads the flows' page anew: a new engine, the same stores. */
async function reload(tab: Tab): Promise<void> {
  await tab.reload();
  await until(tab, () => globalThis.flows !== undefined);
}
