import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { launchChromium } from '../../../scripts/launch-chromium.ts';
import { writeJson } from '../../../scripts/project.mjs';
import { CAMPAIGNS_FOLDER, type CampaignSite } from '../campaign-site.ts';
import { browserMemory } from '../memory.ts';
import { Progress } from '../progress.ts';
import type { KindName } from './kind-names.ts';
import type { Call } from './kinds/kind.ts';
import { makeCorpus } from './make-corpus.ts';
import { openFuzzPage } from './open-fuzz-page.ts';
import { type PlannedBatch, planBatches } from './plan-batches.ts';
import type { BatchReport, FailedCase } from './run-batch.ts';

/** Where inputs are written that something else came of than what is promised. */
const FAULTS_FOLDER = join(CAMPAIGNS_FOLDER, 'fuzz');

/** What a browser may take beyond what it took after the first tenth of the cases, in MB. */
const MAX_GROWTH = 1500;

/** Inputs that are written of those that fail alike. */
const MAX_INPUTS_OF_A_SYMPTOM = 5;

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
export async function runFuzz(site: CampaignSite, options: FuzzOptions): Promise<FuzzReport> {
  await makeCorpus();
  const browser = await launchChromium();
  try {
    return await new FuzzCampaign(site, browser, options).run();
  } finally {
    await browser.close();
  }
}

/** Makes one call again. @returns What came of it. */
export async function replayFuzz(
  site: CampaignSite,
  kind: KindName,
  bytes: Uint8Array,
  call: Call,
): Promise<string> {
  await makeCorpus();
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
  }
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
    const { cases, first, kinds, isSilent = false } = this.#options;
    const report = this.#report;
    const progress = new Progress('cases', cases, isSilent);
    try {
      for (const batch of planBatches(cases, first, kinds)) {
        await this.#runBatch(batch);
        report.cases += batch.count;
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

  async #runBatch({ kind, first, count }: PlannedBatch): Promise<void> {
    const { seed } = this.#options;
    const where = `--only ${kind} --seed ${seed} --first ${first} --cases ${count}`;
    try {
      const page = await this.#openedPage();
      const answer = await this.#runIn(page, kind, first, count);
      for (const one of answer.failed) await this.#tell(kind, one);
      const unsound = await page.evaluate(() => globalThis.fuzzPage?.isSound());
      if (unsound) this.#report.faults.push(`${unsound} (${where})`);
      if (this.#complaints.length > 0) await this.#findBlame(page, kind, first, count);
      if (answer.failed.some(({ symptom }) => symptom.startsWith('not settled'))) await this.#startAnew();
    } catch (error) {
      this.#report.faults.push(`${String(error)} (${where})`);
      await this.#startAnew();
    }
    // What no single case brings about again.
    const complaints = new Set(this.#complaints.splice(0));
    this.#report.faults.push(...[...complaints].map((complaint) => `${complaint} (${where})`));
  }

  async #runIn(page: Page, kind: KindName, first: number, count: number): Promise<BatchReport> {
    const batch = { kind, seed: this.#options.seed, first, count };
    const answer = await page.evaluate((wanted) => globalThis.fuzzPage?.run(wanted), batch);
    if (!answer) throw new Error('The page is gone');
    this.#complaints.push(...answer.events);
    this.#count(kind, answer);
    return answer;
  }

  /** Runs the cases again one by one, to know which of them the console complains of. */
  async #findBlame(page: Page, kind: KindName, first: number, count: number): Promise<void> {
    const before = this.#complaints.splice(0);
    const told = new Set<string>();
    for (let number = first; number < first + count; number++) {
      await this.#runIn(page, kind, number, 1);
      for (const stack of this.#complaints.splice(0)) {
        const [symptom = ''] = stack.replace(/\b\d+\b/g, 'N').split('\n');
        told.add(symptom);
        const input = await page.evaluate((wanted) => globalThis.fuzzPage?.inputOf(wanted), {
          kind,
          seed: this.#options.seed,
          first: number,
          count: 1,
        });
        if (input) await this.#tell(kind, { number, symptom, alone: symptom, stack, ...input });
      }
    }
    if (told.size === 0) this.#complaints.push(...before);
  }

  async #openedPage(): Promise<Page> {
    this.#page ??= await openFuzzPage(this.#site, this.#browser, (complaint) =>
      this.#complaints.push(complaint),
    );
    return this.#page;
  }

  async #startAnew(): Promise<void> {
    await this.#page
      ?.context()
      .close()
      .catch(() => undefined);
    this.#page = undefined;
  }

  #count(kind: KindName, { outcomes, slowest }: BatchReport): void {
    const report = this.#report;
    const counts = report.outcomes[kind] ?? {};
    report.outcomes[kind] = counts;
    for (const [outcome, count] of Object.entries(outcomes)) counts[outcome] = (counts[outcome] ?? 0) + count;
    if (slowest.milliseconds > (report.slowest[kind]?.milliseconds ?? 0)) report.slowest[kind] = slowest;
  }

  /** The same symptom again and again is one fault: a few inputs tell of it. */
  async #tell(kind: KindName, failed: FailedCase): Promise<void> {
    const symptom = `${kind}: ${failed.symptom}`;
    const times = (this.#symptoms.get(symptom) ?? 0) + 1;
    this.#symptoms.set(symptom, times);
    if (times <= MAX_INPUTS_OF_A_SYMPTOM) this.#report.faults.push(await this.#write(kind, failed));
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
