import { afterAll, beforeAll, describe, inject, test } from 'vitest';
import { hasShared } from '../support/provided.ts';
import { findEngines } from './browsers/start-engines.ts';
import type { TestBrowser } from './browsers/test-browser.ts';
import { buildEnginesSite, serveDemoAlone, servePackage } from './engines-site.ts';
import { CHECKS, type Visit } from './flow-checks.ts';
import { FLOWS } from './flow-names.ts';
import { until } from './until.ts';

const shared = { hasShared: hasShared(), hasFfmpeg: inject('hasFfmpeg'), reference: new Map() };
if (!shared.hasFfmpeg) console.info('No videos are tried: there is no ffmpeg (apt-get install ffmpeg).');

beforeAll(() => buildEnginesSite(shared.hasFfmpeg));

for (const { engine, start, packages } of await findEngines()) {
  if (!start) console.info(`${engine} is skipped: it is not there (on Debian, apt-get install ${packages}).`);

  describe.skipIf(!start)(`in ${engine}`, () => {
    let browser: TestBrowser | undefined;
    let visit: Visit;

    beforeAll(async () => {
      browser = await start?.();
      if (!browser) return;
      visit = {
        ...shared,
        engine,
        tab: browser.tab,
        site: await servePackage(),
        demo: await serveDemoAlone(),
        isolatedDemo: await serveDemoAlone({ isolated: true }),
      };
      const { site } = visit;
      await visit.tab.open(site.url);
      await until(visit.tab, () => globalThis.flows !== undefined);
    });
    afterAll(async () => {
      await browser?.close();
      await visit?.site.close();
      await visit?.demo.close();
      await visit?.isolatedDemo.close();
    });

    for (const flow of Object.keys(CHECKS) as (keyof typeof CHECKS)[]) {
      test(FLOWS[flow], () => CHECKS[flow](visit));
    }
  });
}
