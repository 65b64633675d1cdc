import type { Browser } from 'playwright';
import { compileKernel } from '../../scripts/kernel/compile-kernel.ts';
import { launchChromium } from '../../scripts/launch-chromium.ts';
import { makeTenSeconds } from '../liveness/ten-seconds.ts';
import type { ContenderSite } from './contender-site.ts';
import { OURS, type RUNTIME_ALONE, VIDEO_ONLY } from './contenders.ts';
import { measureColdStart } from './measure-cold-start.ts';
import { measureLine } from './measure-line.ts';
import { measureMemory, measurePoolMemory } from './measure-memory.ts';
import { measurePhone } from './measure-phone.ts';
import { measureSearches } from './measure-search.ts';
import { measureThroughput } from './measure-throughput.ts';
import { measureTransfer } from './measure-transfer.ts';
import { measureVideo } from './measure-video.ts';
import { measureVideoTasks } from './measure-video-tasks.ts';
import { type JobName, measureWarm, SHORT_JOBS, type Warm, withJobs } from './measure-warm.ts';
import type { Each, Measured } from './measured.ts';
import { type Pictures, TEN_SECONDS_PATH } from './pictures.ts';
import { DOING, type Step } from './steps.ts';

/** Visits and throughput take long and vary little: one round of theirs for so many of the calls'. */
const CALLS_A_LONG_ROUND = 4;

/** What is measured, and on what. */
export interface Subjects {
  sites: readonly ContenderSite[];
  /** Gives the floor of first visits and cold starts. */
  runtimeAlone: ContenderSite<typeof RUNTIME_ALONE>;
  pictures: Pictures;
}

/** Measures one step after the other: two at a time would share the cores. */
export async function measure(
  browser: Browser,
  { sites: all, runtimeAlone, pictures }: Subjects,
  { steps, rounds }: { steps: readonly Step[]; rounds: number },
): Promise<Measured> {
  const measured: Measured = {
    cold: {},
    line: {},
    transfer: {},
    warm: {},
    throughput: {},
    video: {},
    memory: {},
    phone: {},
    search: [],
  };
  const ours = all.filter(({ name }) => name === OURS);
  const sites = all.filter(({ name }) => !VIDEO_ONLY.includes(name));
  const longRounds = Math.ceil(rounds / CALLS_A_LONG_ROUND);
  const wanted = (step: Step) => {
    if (!steps.includes(step)) return false;
    console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${DOING[step]} …`);
    return true;
  };
  if (wanted('cold')) {
    const [floor, ...figures] = await measureColdStart([runtimeAlone, ...sites], longRounds);
    Object.assign(measured, { cold: byName(sites, figures), coldFloor: floor });
  }
  if (wanted('line')) {
    const [floor, ...times] = await measureLine([runtimeAlone, ...sites], longRounds);
    Object.assign(measured, { line: byName(sites, times), lineFloor: floor });
  }
  if (wanted('phone')) {
    if (process.platform !== 'linux') console.log('       left out: only Linux can slow down processes');
    else {
      const [floor, ...figures] = await measurePhone([runtimeAlone, ...sites], longRounds);
      Object.assign(measured, { phone: byName(sites, figures), phoneFloor: floor });
    }
  }
  const addFigures = (measuredSites: readonly ContenderSite[], figures: readonly Warm[]) => {
    for (const [i, { name }] of measuredSites.entries()) {
      measured.warm[name] = withJobs(measured.warm[name], figures[i] as Warm);
    }
  };
  const addWarm = async (
    measuredSites: readonly ContenderSite[],
    times: number,
    jobs: readonly JobName[],
  ) => {
    addFigures(measuredSites, await measureWarm(browser, measuredSites, times, jobs));
  };
  if (wanted('warm')) {
    const [floor, ...figures] = await measureWarm(browser, [runtimeAlone, ...sites], rounds, SHORT_JOBS);
    addFigures(sites, figures);
    Object.assign(measured, { warmFloor: floor });
  }
  if (wanted('crowd')) await addWarm(sites, longRounds, ['crowd']);
  if (wanted('recorded')) {
    const video = await makeTenSeconds();
    if ('missing' in video) console.log(`       left out: ${video.missing}`);
    else {
      pictures.files.set(TEN_SECONDS_PATH, video);
      await addWarm(ours, rounds, ['recorded']);
    }
  }
  if (wanted('throughput')) {
    measured.throughput = byName(sites, await measureThroughput(browser, sites, pictures, longRounds));
  }
  if (wanted('video')) {
    measured.video = byName(all, await measureVideo(browser, all, pictures, longRounds));
    for (const site of ours) measured.videoTask = await measureVideoTasks(browser, site, pictures);
  }
  if (wanted('search')) {
    const readMemory = await compileKernel(new URL('../search/assembly/read-memory.ts', import.meta.url));
    measured.search = await measureSearches(browser, sites, readMemory);
  }
  if (wanted('memory')) {
    measured.memoryFloor = await measureMemory(launchChromium, runtimeAlone, pictures);
    for (const site of sites)
      measured.memory[site.name] = await measureMemory(launchChromium, site, pictures);
  }
  if (wanted('pool')) {
    for (const site of ours) {
      const peak = await measurePoolMemory(launchChromium, site, pictures);
      if (peak !== undefined) measured.poolPeak = peak;
    }
  }
  // Compressing keeps every core busy: last.
  for (const site of sites) {
    const downloads = measured.cold[site.name]?.downloads;
    if (downloads) measured.transfer[site.name] = await measureTransfer(site, downloads);
  }
  return measured;
}

function byName<Figures>(sites: readonly ContenderSite[], figures: readonly Figures[]): Each<Figures> {
  return Object.fromEntries(sites.map(({ name }, i) => [name, figures[i]])) as Each<Figures>;
}
