import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page, Worker } from 'playwright';
import type { ContenderSite } from './contender-site.ts';
import { OURS } from './contenders.ts';
import type { Pictures } from './pictures.ts';
import { visit } from './visit.ts';

/** Pictures a second. */
export interface Throughput {
  /** As the contender is by default. */
  single: number[];
  /** With one worker of one thread, as on a page that is not isolated; empty if it can't be chosen. */
  oneThread: number[];
  /** With two workers; empty if the contender has no such choice. */
  pool: number[];
  /** Pictures of the last run that gave no template. */
  without: number;
  /** Milliseconds of the models' own runs over the pictures of the last run, if the contender tells. */
  models: number;
  pictures: number;
}

/** Peers are slow, and their rate does not change: they get a part of the pictures. */
const PEERS_PICTURES = 50;

/** Sends pictures through each contender as fast as it takes them. */
export async function measureThroughput(
  browser: Browser,
  sites: readonly ContenderSite[],
  { many }: Pictures,
  rounds: number,
): Promise<Throughput[]> {
  const all: Throughput[] = [];
  for (const site of sites) {
    const ours = site.name === OURS;
    const paths = ours ? many : many.slice(0, PEERS_PICTURES);
    const page = await visit(await browser.newContext(), site);
    const figures: Throughput = {
      single: [],
      oneThread: [],
      pool: [],
      without: 0,
      models: 0,
      pictures: paths.length,
    };
    const pool = ours && (await startsPool(page));
    for (let round = 0; round < (ours ? rounds : 1); round++) {
      if (pool) await useWorkers(page, 1);
      const run = await runThrough(page, paths);
      figures.single.push(run.rate);
      Object.assign(figures, { without: run.without, models: run.models });
      if (!pool) continue;
      await useWorkers(page, 1, 1);
      figures.oneThread.push((await runThrough(page, paths)).rate);
      await useWorkers(page, 2);
      figures.pool.push((await runThrough(page, paths)).rate);
    }
    await page.context().close();
    all.push(figures);
  }
  return all;
}

/** An engine that was disposed writes its data first: its worker is gone by then. */
const DISPOSAL_MS = 2000;

/** Whether two workers asked for are two workers running. */
async function startsPool(page: Page): Promise<boolean> {
  await useWorkers(page, 2);
  await sleep(DISPOSAL_MS);
  return faceWorkersOf(page).length > 1;
}

/** The engines' workers of a page. */
export function faceWorkersOf(page: Page): Worker[] {
  return page.workers().filter((worker) => /face-worker/.test(worker.url()));
}

function useWorkers(page: Page, workers: number, threads?: number): Promise<void> {
  return page.evaluate(
    async ([count, threads]) => {
      await globalThis.contender?.useWorkers?.(count, threads);
      const blob = await (await fetch('/pictures/small.jpg')).blob();
      // Each worker's first call compiles what it needs.
      await Promise.all(Array.from({ length: 4 * count }, () => globalThis.contender?.extract(blob)));
    },
    [workers, threads] as const,
  );
}

/** All pictures at once: a contender that queues may overlap them. */
export function runThrough(page: Page, paths: readonly string[]) {
  return page.evaluate(async (paths) => {
    const blobs = await Promise.all(paths.map(async (path) => (await fetch(path)).blob()));
    let without = 0;
    let models = 0;
    const begun = performance.now();
    const inOrder = !globalThis.contender?.useWorkers;
    const running: Promise<void>[] = [];
    for (const blob of blobs) {
      const extracted = globalThis.contender?.extract(blob).then(
        ({ floor }) => {
          models += floor?.models ?? 0;
        },
        () => {
          without++;
        },
      );
      if (inOrder) await extracted;
      else if (extracted) running.push(extracted);
    }
    await Promise.all(running);
    const seconds = (performance.now() - begun) / 1000;
    return { rate: paths.length / seconds, without, models };
  }, paths);
}
