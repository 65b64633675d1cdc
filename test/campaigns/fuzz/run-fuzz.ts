import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { launchChromium } from '../../../scripts/launch-chromium.ts';
import { writeJson } from '../../../scripts/project.mjs';
import { CAMPAIGNS_FOLDER, type CampaignSite, serveCampaignSite } from '../campaign-site.ts';
import { browserMemory } from '../memory.ts';
import { Progress } from '../progress.ts';
import { type KindName, SHARES } from './kind-names.ts';
import type { Call } from './kinds/kind.ts';
import { corpusNames, keep, makeCorpus } from './make-corpus.ts';
import type { BatchReport, FailedCase } from './run-batch.ts';

/** Where inputs are written that something else came of than what is promised. */
const FAULTS_FOLDER = join(CAMPAIGNS_FOLDER, 'fuzz');

/** Cases between two looks at the clean picture and at memory. */
const BATCH = 250;

/** Slow kinds are looked at more often. */
const SMALL_BATCHES: Partial<Record<KindName, number>> = {
  videos: 100,
  archives: 100,
  exports: 100,
  manifests: 10,
};

/** What a browser may take beyond what it took after the first tenth of the cases, in MB. */
const MAX_GROWTH = 1500;

/** Inputs that are written of those that fail alike. */
const MAX_INPUTS_OF_A_SYMPTOM = 5;

/** Calls to the console that tell of an answer's status, which is no error of the page. */
const OF_THE_NETWORK = /^Failed to load resource/;

export interface FuzzOptions {
  seed: number;
  cases: number;
  /** Number of each kind's first case. */
  first: number;
  kinds: readonly KindName[];
  isSilent?: boolean;
}

/** What a campaign found. */
export interface FuzzReport {
  cases: number;
  seconds: number;
  /** By kind, how often each outcome came. */
  outcomes: Partial<Record<KindName, Record<string, number>>>;
  /** By kind, the longest time that a call took, in milliseconds. */
  slowest: Partial<Record<KindName, { number: number; milliseconds: number }>>;
  /** One line each. */
  faults: string[];
  /** MB that the browser held, over the campaign. */
  memory: number[];
}

/** Runs a campaign; inputs that fail are written beneath build/campaigns/fuzz. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  await makeCorpus();
  const site = await serveCampaignSite();
  try {
    const browser = await launchChromium();
    try {
      return await new FuzzCampaign(site, browser, options).run();
    } finally {
      await browser.close();
    }
  } finally {
    await site.close();
  }
}

/** Makes one call again that was written to a file. @returns What came of it. */
export async function replayFuzz(kind: KindName, bytes: Uint8Array, call: Call): Promise<string> {
  const site = await serveCampaignSite();
  const browser = await launchChromium();
  try {
    const page = await openFuzzPage(site, browser, (complaint) => console.log(complaint));
    const attempt = await page.evaluate(
      ([name, base64, how]) => globalThis.fuzzPage?.replay(name, base64, how),
      [kind, Buffer.from(bytes).toString('base64'), call] as const,
    );
    return JSON.stringify(attempt, null, 2);
  } finally {
    await browser.close();
    await site.close();
  }
}

async function openFuzzPage(
  site: CampaignSite,
  browser: Browser,
  complain: (complaint: string) => void,
): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !OF_THE_NETWORK.test(message.text()))
      complain(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complain(`uncaught: ${error.stack ?? error.message}`));
  page.on('crash', () => complain('the page crashed'));
  await page.goto(`${site.url}fuzz/page.html`);
  await page.waitForFunction(() => globalThis.fuzzPage !== undefined);
  await addVideos(page);
  await page.evaluate((names) => globalThis.fuzzPage?.start(names), await corpusNames());
  return page;
}

async function addVideos(page: Page): Promise<void> {
  if ((await corpusNames()).some((name) => name.startsWith('videos/'))) return;
  const made = (await page.evaluate(() => globalThis.fuzzPage?.makeVideos())) ?? {};
  const videos = Object.entries(made).map(([name, base64]) => [name, Buffer.from(base64, 'base64')] as const);
  await keep('videos', Object.fromEntries(videos));
  const [, mp4] = videos.find(([name]) => name === 'vp9.mp4') ?? [];
  if (!mp4) throw new Error('The browser made no mp4');
  // QuickTime's own brand makes it a mov.
  const mov = Buffer.from(mp4);
  mov.write('qt  ', 8);
  await keep('videos', { 'vp9.mov': mov });
}

class FuzzCampaign {
  readonly #report: FuzzReport = { cases: 0, seconds: 0, outcomes: {}, slowest: {}, faults: [], memory: [] };
  readonly #site: CampaignSite;
  readonly #browser: Browser;
  readonly #options: FuzzOptions;
  #page: Page | undefined;
  #complaints: string[] = [];
  readonly #symptoms = new Map<string, number>();

  constructor(site: CampaignSite, browser: Browser, options: FuzzOptions) {
    this.#site = site;
    this.#browser = browser;
    this.#options = options;
  }

  async run(): Promise<FuzzReport> {
    const start = Date.now();
    const { cases, isSilent = false } = this.#options;
    const report = this.#report;
    const progress = new Progress('cases', cases, isSilent);
    try {
      for (const { kind, first, count } of batchesOf(this.#options)) {
        await this.#runBatch(kind, first, count);
        report.cases += count;
        progress.tell(report.cases, report.faults.length);
        const memory = await browserMemory(this.#browser);
        if (memory !== undefined) report.memory.push(memory);
      }
    } finally {
      progress.end();
    }
    this.#judgeMemory();
    report.seconds = (Date.now() - start) / 1000;
    return report;
  }

  async #runBatch(kind: KindName, first: number, count: number): Promise<void> {
    const batch = { kind, seed: this.#options.seed, first, count };
    const where = `--only ${kind} --seed ${batch.seed} --first ${first} --cases ${count}`;
    try {
      this.#page ??= await openFuzzPage(this.#site, this.#browser, (complaint) =>
        this.#complaints.push(complaint),
      );
      const answer = await this.#page.evaluate((wanted) => globalThis.fuzzPage?.run(wanted), batch);
      if (!answer) throw new Error('The page is gone');
      await this.#take(kind, answer);
      const unsound = await this.#page.evaluate(() => globalThis.fuzzPage?.isSound());
      if (unsound) this.#report.faults.push(`${unsound} (${where})`);
      this.#complaints.push(...answer.events);
      if (answer.failed.some(({ symptom }) => symptom.startsWith('not settled'))) await this.#startAnew();
    } catch (error) {
      this.#report.faults.push(`${String(error)} (${where})`);
      await this.#startAnew();
    }
    const complaints = this.#complaints.splice(0);
    this.#report.faults.push(...[...new Set(complaints)].map((complaint) => `${complaint} (${where})`));
  }

  async #startAnew(): Promise<void> {
    await this.#page
      ?.context()
      .close()
      .catch(() => undefined);
    this.#page = undefined;
  }

  async #take(kind: KindName, { outcomes, slowest, failed }: BatchReport): Promise<void> {
    const report = this.#report;
    const counts = report.outcomes[kind] ?? {};
    report.outcomes[kind] = counts;
    for (const [outcome, count] of Object.entries(outcomes)) counts[outcome] = (counts[outcome] ?? 0) + count;
    if (slowest.milliseconds > (report.slowest[kind]?.milliseconds ?? 0)) report.slowest[kind] = slowest;
    for (const one of failed) {
      // The same symptom again and again is one fault: a few inputs tell of it.
      const symptom = `${kind}: ${one.symptom}`;
      const times = (this.#symptoms.get(symptom) ?? 0) + 1;
      this.#symptoms.set(symptom, times);
      if (times <= MAX_INPUTS_OF_A_SYMPTOM) report.faults.push(await this.#write(kind, one));
    }
  }

  /** Writes a failing input to a file, with how it was handed over. @returns A line about it. */
  async #write(kind: KindName, failed: FailedCase): Promise<string> {
    const { number, symptom, alone, call, stack, bytes } = failed;
    const { seed } = this.#options;
    await mkdir(FAULTS_FOLDER, { recursive: true });
    const path = join(FAULTS_FOLDER, `${kind}-${seed}-${number}`);
    await writeFile(`${path}.bin`, Buffer.from(bytes, 'base64'));
    await writeJson(`${path}.json`, { kind, seed, number, symptom, alone, call, stack: stack.split('\n') });
    return `${path}.bin: ${symptom}${alone === symptom ? '' : `; alone: ${alone}`}`;
  }

  #judgeMemory(): void {
    const { memory, faults } = this.#report;
    const tenth = Math.ceil(memory.length / 10);
    const before = Math.max(...memory.slice(0, tenth));
    const after = Math.min(...memory.slice(-tenth));
    if (after - before > MAX_GROWTH)
      faults.push(`memory grew from ${before.toFixed(0)} to ${after.toFixed(0)} MB`);
  }
}

interface PlannedBatch {
  kind: KindName;
  first: number;
  count: number;
}

/** The cases, shared among the kinds, in batches of the kinds in turn. */
function batchesOf({ cases, first, kinds }: FuzzOptions): PlannedBatch[] {
  const whole = kinds.reduce((sum, kind) => sum + SHARES[kind], 0);
  const counts = new Map(kinds.map((kind) => [kind, Math.floor((cases * SHARES[kind]) / whole)]));
  const [most] = kinds;
  const rest = cases - [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (most) counts.set(most, (counts.get(most) ?? 0) + rest);
  const batches = [...counts].flatMap(([kind, count]) => {
    const size = SMALL_BATCHES[kind] ?? BATCH;
    return Array.from({ length: Math.ceil(count / size) }, (_, number) => ({
      kind,
      first: first + number * size,
      count: Math.min(size, count - number * size),
      // How far through its own cases each kind is, so that all go on alike.
      place: (number + 0.5) / Math.ceil(count / size),
    }));
  });
  return batches.sort((one, other) => one.place - other.place);
}
