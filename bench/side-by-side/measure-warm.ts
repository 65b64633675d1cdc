import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright';
import type { ContenderSite } from './contender-site.ts';
import { visit } from './visit.ts';

/** What is done again and again once everything is loaded. */
export const JOBS = {
  small: { call: 'extract', picture: '/pictures/small.jpg', calls: 5 },
  large: { call: 'extract', picture: '/pictures/large.jpg', calls: 1 },
  group: { call: 'extractAll', picture: '/pictures/group.jpg', calls: 2 },
  liveness: { call: 'detectLiveness', picture: '/pictures/small.jpg', calls: 5 },
  permissive: { call: 'detectLivenessByPermissive', picture: '/pictures/small.jpg', calls: 5 },
} as const;

export type JobName = keyof typeof JOBS;

/** Milliseconds of the calls of one job, and what the contender says of each. */
export interface WarmFigures {
  times: number[];
  models: number[];
  decode: number[];
  /** Faces found in the last call. */
  faces: number;
  /** Why the contender can't do the job with this picture. */
  failure?: string;
}

/** What a page gave. */
export interface Warm {
  runsOn: string;
  jobs: Partial<Record<JobName, WarmFigures>>;
  longestTask: number;
}

/** Turns before those that count: code is compiled in full by then. */
const WARM_UP_ROUNDS = 2;

/** Threads that spin after a call are asleep by then, and don't slow down the next contender. */
const PAUSE_MS = 100;

/** Has all contenders do each job in turns, each in a page of its own. */
export async function measureWarm(
  browser: Browser,
  sites: readonly ContenderSite[],
  rounds: number,
): Promise<Warm[]> {
  const pages = await Promise.all(sites.map(async (site) => visit(await browser.newContext(), site)));
  const all = await Promise.all(
    pages.map(
      async (page): Promise<Warm> => ({
        runsOn: (await page.evaluate(() => globalThis.contender?.runsOn())) ?? '',
        jobs: {},
        longestTask: 0,
      }),
    ),
  );
  for (const job of Object.keys(JOBS) as JobName[]) {
    for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
      for (const [i, page] of pages.entries()) {
        const turn = await takeTurn(page, job);
        const { jobs } = all[i] as Warm;
        if (turn && round >= 0) jobs[job] = addTurn(jobs[job], turn);
        await sleep(PAUSE_MS);
      }
    }
  }
  for (const [i, page] of pages.entries()) {
    (all[i] as Warm).longestTask = await page.evaluate(() => globalThis.longestTask);
    await page.context().close();
  }
  return all;
}

/** A turn's figures; undefined if the contender has no such job. */
export function takeTurn(page: Page, job: JobName): Promise<WarmFigures | undefined> {
  return page.evaluate(async ({ call, picture, calls }) => {
    const { contender } = globalThis;
    if (!contender?.[call]) return undefined;
    const blob = await (await fetch(picture)).blob();
    const figures: WarmFigures = { times: [], models: [], decode: [], faces: 0 };
    try {
      for (let i = 0; i < calls; i++) {
        const begun = performance.now();
        const extraction = await contender[call](blob);
        figures.times.push(performance.now() - begun);
        if (extraction.floor) {
          figures.models.push(extraction.floor.models);
          figures.decode.push(extraction.floor.decode);
        }
        figures.faces = extraction.dimensions.length;
      }
    } catch (error) {
      figures.failure = error instanceof Error ? error.message : String(error);
    }
    return figures;
  }, JOBS[job]);
}

/** Adds a turn's figures to those of the turns before. */
export function addTurn(known: WarmFigures | undefined, turn: WarmFigures): WarmFigures {
  return {
    times: [...(known?.times ?? []), ...turn.times],
    models: [...(known?.models ?? []), ...turn.models],
    decode: [...(known?.decode ?? []), ...turn.decode],
    faces: turn.faces,
    ...(turn.failure !== undefined && { failure: turn.failure }),
  };
}
