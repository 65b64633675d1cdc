import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright';
import type { ContenderSite, SiteName } from './contender-site.ts';
import { CROWD_PATH, TEN_SECONDS_PATH } from './pictures.ts';
import { visit } from './visit.ts';

interface Job {
  call: 'extract' | 'extractAll' | 'detectLiveness' | 'detectLivenessByPermissive';
  picture: string;
  /** So many in a turn. */
  calls: number;
  /** The faces of a group photo. */
  faces?: number;
}

/** What is done again and again once everything is loaded. */
export const JOBS = {
  small: { call: 'extract', picture: '/pictures/small.jpg', calls: 5 },
  large: { call: 'extract', picture: '/pictures/large.jpg', calls: 1 },
  group: { call: 'extractAll', picture: '/pictures/group.jpg', calls: 2, faces: 3 },
  liveness: { call: 'detectLiveness', picture: '/pictures/small.jpg', calls: 5 },
  permissive: { call: 'detectLivenessByPermissive', picture: '/pictures/small.jpg', calls: 5 },
  crowd: { call: 'extractAll', picture: CROWD_PATH, calls: 1, faces: 100 },
  recorded: { call: 'detectLiveness', picture: TEN_SECONDS_PATH, calls: 1 },
} as const satisfies Record<string, Job>;

export type JobName = keyof typeof JOBS;

/** How many faces a job's picture has, if it is a group photo. */
export function facesIn(job: JobName): number | undefined {
  const { faces }: Job = JOBS[job];
  return faces;
}

/** They take seconds, and are steps of their own. */
const LONG_JOBS: readonly JobName[] = ['crowd', 'recorded'];

export const SHORT_JOBS = (Object.keys(JOBS) as JobName[]).filter((job) => !LONG_JOBS.includes(job));

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

/** Turns before those that count, of the short ones: code is compiled in full by then. */
const WARM_UP_ROUNDS = 2;

/** Threads that spin after a call are asleep by then, and don't slow down the next contender. */
const PAUSE_MS = 100;

/** Has all contenders do each of these jobs in turns, each in a page of its own. */
export async function measureWarm(
  browser: Browser,
  sites: readonly ContenderSite<SiteName>[],
  rounds: number,
  jobs: readonly JobName[],
): Promise<Warm[]> {
  // One after the other: started at once they would slow each other down, and the page's longest task shows it.
  const pages: Page[] = [];
  for (const site of sites) pages.push(await visit(await browser.newContext(), site));
  const all = await Promise.all(
    pages.map(
      async (page): Promise<Warm> => ({
        runsOn: (await page.evaluate(() => globalThis.contender?.runsOn())) ?? '',
        jobs: {},
        longestTask: 0,
      }),
    ),
  );
  for (const job of jobs) {
    const warmUp = LONG_JOBS.includes(job) ? 1 : WARM_UP_ROUNDS;
    for (let round = -warmUp; round < rounds; round++) {
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

/** The figures of two runs with different jobs. */
export function withJobs(known: Warm | undefined, { runsOn, jobs, longestTask }: Warm): Warm {
  return {
    runsOn,
    jobs: { ...known?.jobs, ...jobs },
    longestTask: Math.max(known?.longestTask ?? 0, longestTask),
  };
}
