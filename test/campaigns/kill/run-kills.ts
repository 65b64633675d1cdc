import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { PACK } from '../../../scripts/pack-choice.ts';
import { ROOT } from '../../../scripts/project.mjs';
import { CAMPAIGNS_FOLDER, type CampaignSite } from '../campaign-site.ts';
import { makeCorpus } from '../fuzz/make-corpus.ts';
import { Progress } from '../progress.ts';
import { Random } from '../random.ts';
import { SmallDisk } from './full-disk.ts';
import { KillableBrowser } from './killable-browser.ts';
import { type KillKind, kill, pickKill, SPARES_PAGES, setRoom } from './kills.ts';
import { Lane } from './operations.ts';
import { OPENING_MS, Tabs } from './tabs.ts';
import { within } from './within.ts';
import { Witness } from './witness.ts';
import { Work } from './work.ts';

/** Where rounds are written after which something else was found than what was acknowledged. */
const FAULTS_FOLDER = join(CAMPAIGNS_FOLDER, 'kill');

/** Rounds in one gallery: later ones find what many kills left. */
const ROUNDS_OF_A_GALLERY = 25;

/** How long operations under way of a kill may take to end: a stuck worker is noticed after 20 seconds. */
const ENDING_MS = 60_000;

/** How long an opening may take, everyone looked for. */
const INSPECTION_MS = 60_000;

/** How long the first operation may take, and room to run out. */
const FIRST_OPERATION_MS = 15_000;

/** How long the kill itself may take, a page to commit its reload included. */
const KILLING_MS = 35_000;

/** How long a round may take altogether. */
const ROUND_MS = 240_000;

/** Bytes of room that are left where there is too little. */
const LITTLE_ROOM = 300_000;

/** Of the numbers of templates that a lane may use. */
const TEMPLATES_OF_A_LANE = 1_000;

export interface KillOptions {
  kills: number;
  seed: number;
  /** Number of the first round. */
  first: number;
  /** The kinds of kills; default: all, as often as they are listed. */
  only?: readonly KillKind[];
  isSilent?: boolean;
}

/** What a campaign found. */
export interface KillReport {
  seconds: number;
  kills: Partial<Record<KillKind, number>>;
  /** Operations acknowledged. */
  acknowledged: number;
  /** One line each. */
  faults: string[];
}

/** Runs a campaign; what failing rounds did is written beneath build/campaigns/kill. */
export async function runKills(site: CampaignSite, options: KillOptions): Promise<KillReport> {
  await makeCorpus();
  const campaign = new KillCampaign(site, options);
  try {
    return await campaign.run();
  } finally {
    await campaign.close();
  }
}

class KillCampaign {
  readonly #report: KillReport = { seconds: 0, kills: {}, acknowledged: 0, faults: [] };
  readonly #site: CampaignSite;
  readonly #options: KillOptions;
  #witness = new Witness();
  #browser: KillableBrowser | undefined;
  #tabs: Tabs | undefined;
  #gallery = 0;
  #templates = 0;

  constructor(site: CampaignSite, options: KillOptions) {
    this.#site = site;
    this.#options = options;
  }

  async run(): Promise<KillReport> {
    const start = Date.now();
    const { kills, first, isSilent = false } = this.#options;
    const progress = new Progress('kills', kills, isSilent);
    try {
      for (let round = first; round < first + kills; round++) {
        if ((round - first) % ROUNDS_OF_A_GALLERY === 0) await this.#nextGallery();
        await this.#round(round);
        progress.tell(round - first + 1, this.#report.faults.length);
      }
    } finally {
      progress.end();
    }
    this.#report.seconds = (Date.now() - start) / 1000;
    return this.#report;
  }

  async close(): Promise<void> {
    await this.#browser?.kill();
    if (this.#browser) await rm(this.#browser.profile, { recursive: true, force: true });
  }

  async #round(number: number): Promise<void> {
    const random = new Random(`${this.#options.seed}/kill/${number}`);
    const { only } = this.#options;
    let kind = only ? random.pick(only) : pickKill(random);
    if (kind === 'serviceWorker' && !this.#hasServiceWorker) kind = 'worker';
    this.#report.kills[kind] = (this.#report.kills[kind] ?? 0) + 1;
    const faults: string[] = [];
    try {
      const disk = kind === 'disk' ? await SmallDisk.mount() : undefined;
      if (disk) await this.#onFullDisk(disk, random, faults);
      // Without a disk of its own, the browser is told that there is no room.
      else {
        const round = this.#inTabs(kind === 'disk' ? 'quota' : kind, random, faults);
        await within(ROUND_MS, 'The round', round);
      }
    } catch (error) {
      faults.push(
        `The round failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
    if (faults.length === 0) return;
    await this.#write(number, kind, faults);
    await this.#startAnew();
  }

  async #inTabs(kind: KillKind, random: Random, faults: string[]): Promise<void> {
    const tabs = this.#tabs ?? (await this.#openTabs());
    const count = random.pick([1, 1, 1, 2, 3]);
    const pages = await tabs.take(count);
    const [page] = pages;
    if (!page) throw new Error('There is no tab');
    const lanes = this.#lanes(pages, random, kind === 'quota');
    if (kind === 'quota') await setRoom(page, LITTLE_ROOM);
    const work = new Work(this.#witness, lanes);
    await untilTrue(FIRST_OPERATION_MS, () => (kind === 'quota' ? work.refusedForRoom : work.done) > 0);
    await sleep(random.below(120));
    if (kind === 'serviceWorker') await this.#killServiceWorker(page, work, faults);
    else if (kind !== 'quota') {
      work.killing();
      if (kind === 'siteData') this.#witness.erased();
      await within(KILLING_MS, 'The kill', kill(kind, this.#browserNow, page));
    }
    await within(ENDING_MS, 'The operations under way of the kill', work.ended());
    if (kind === 'quota') await setRoom(page);
    this.#report.acknowledged += work.done;
    faults.push(...work.faults);
    if (kind === 'browser') await this.#restartBrowser();
    else if (kind === 'siteData') await tabs.dropAll();
    else if (!SPARES_PAGES.includes(kind)) await tabs.drop(page);
    faults.push(...(await this.#inspect(await this.#openTabs(), this.#witness)));
  }

  /** Requests go on meanwhile; one that the death met may fail, and one after it may not. */
  async #killServiceWorker(page: Page, work: Work, faults: string[]): Promise<void> {
    const asking = page.evaluate(() => Promise.all([1, 2, 3].map(() => globalThis.killPage?.ask())));
    await kill('serviceWorker', this.#browserNow, page);
    await within(ENDING_MS, 'Requests under way of the kill', asking);
    const status = await within(
      OPENING_MS,
      'A request after the kill',
      page.evaluate(() => globalThis.killPage?.ask()),
    );
    if (status !== 200) faults.push(`A request after the service worker was stopped was answered ${status}`);
    work.killing();
  }

  /** A browser of its own whose disk runs full, is killed, and finds room again. */
  async #onFullDisk(disk: SmallDisk, random: Random, faults: string[]): Promise<void> {
    const witness = new Witness();
    let browser = await KillableBrowser.start(join(disk.folder, 'profile'));
    try {
      const tabs = this.#tabsOf(browser, true);
      const [page] = await tabs.take(1);
      if (!page) throw new Error('There is no tab');
      const lane = new Lane('disk', random, false, false, 0);
      const before = new Work(witness, [{ lane, page }]);
      await untilTrue(FIRST_OPERATION_MS, () => before.done > 10);
      await before.ended();
      await disk.fill(LITTLE_ROOM);
      lane.isHeavy = true;
      const work = new Work(witness, [{ lane, page }], true);
      await untilTrue(FIRST_OPERATION_MS, () => work.refusedForRoom > 0 || work.faults.length > 0);
      await within(ENDING_MS, 'The operations under way of a full disk', work.ended());
      faults.push(...before.faults, ...work.faults);
      this.#report.acknowledged += before.done + work.done;
      if (random.percent(50)) {
        // Without a restart: Chromium may lose what it wrote to a disk that was full, docs/reliability.md.
        await disk.makeRoom();
        faults.push(...(await this.#inspect(tabs, witness)));
        const after = new Work(witness, [{ lane, page }]);
        await untilTrue(FIRST_OPERATION_MS, () => after.done > 5);
        await within(ENDING_MS, 'The operations after there was room again', after.ended());
        if (after.done === 0) faults.push('Nothing could be written although there was room again');
        faults.push(...after.faults, ...(await this.#inspect(tabs, witness)));
      } else {
        await browser.kill();
        await disk.makeRoom();
        browser = await KillableBrowser.start(browser.profile);
        faults.push(...(await this.#inspect(this.#tabsOf(browser, true), witness)));
      }
    } finally {
      await browser.kill();
      await disk.unmount();
      if (faults.length > 0) this.#witness.journal.push(...witness.journal);
    }
  }

  /** Opens the gallery anew and compares it with what was acknowledged. */
  async #inspect(tabs: Tabs, witness: Witness): Promise<string[]> {
    const [page] = await tabs.take(1);
    if (!page) throw new Error('There is no tab');
    const look = () =>
      within(
        INSPECTION_MS,
        'Opening the gallery',
        page.evaluate(([name, templates]) => globalThis.killPage?.inspect(name, templates), [
          this.#name,
          witness.candidates(),
        ] as const),
      );
    const observed = await look().catch(async (error: unknown) => {
      if (!witness.mayBeLocked || !/another key|key of this device is gone/.test(String(error))) throw error;
      // An erasure that stopped half-way leaves what can't be read: to erase again is the way out.
      await page.evaluate(() => globalThis.killPage?.eraseAll());
      return await look();
    });
    if (!observed) throw new Error('The page is gone');
    return witness.compare(observed);
  }

  #lanes(pages: readonly Page[], random: Random, isHeavy: boolean): { lane: Lane; page: Page }[] {
    const isAlone = pages.length === 1 && !isHeavy && random.percent(60);
    return pages.flatMap((page, tab) =>
      Array.from({ length: isAlone ? 1 : random.between(1, 2) }, (_, number) => {
        const own = new Random(`${random.word()}`);
        const lane = new Lane(`${tab}${'ab'[number]}`, own, isAlone, this.#isReissued, this.#templates);
        this.#templates += TEMPLATES_OF_A_LANE;
        lane.isHeavy = isHeavy;
        return { lane, page };
      }),
    );
  }

  get #name(): string {
    return `gallery ${this.#gallery}`;
  }

  /** Every other gallery is reissued now and then; the others take foreign templates, and migrate them. */
  get #isReissued(): boolean {
    return this.#gallery % 2 === 1;
  }

  get #hasServiceWorker(): boolean {
    return this.#gallery % 3 === 1;
  }

  get #browserNow(): KillableBrowser {
    if (!this.#browser) throw new Error('There is no browser');
    return this.#browser;
  }

  async #openTabs(): Promise<Tabs> {
    this.#browser ??= await KillableBrowser.start(await KillableBrowser.newProfile());
    this.#tabs ??= this.#tabsOf(this.#browser);
    return this.#tabs;
  }

  /** @param isSmall Whether the disk has no room for models and the files of a site. */
  #tabsOf(browser: KillableBrowser, isSmall = false): Tabs {
    return new Tabs(browser, {
      url: this.#site.url,
      gallery: this.#name,
      models: this.#isReissued || isSmall ? '/kept/no-models.json' : undefined,
      withServiceWorker: this.#hasServiceWorker && !isSmall,
    });
  }

  async #nextGallery(): Promise<void> {
    await this.#tabs?.dropAll();
    this.#tabs = undefined;
    this.#gallery++;
    this.#witness = new Witness();
    await keepManifestWithoutModels(this.#site.url);
  }

  async #restartBrowser(): Promise<void> {
    this.#tabs = undefined;
    this.#browser = await KillableBrowser.start(this.#browserNow.profile);
  }

  /** After a fault: another profile and gallery, so that it is told once. */
  async #startAnew(): Promise<void> {
    await this.close();
    this.#browser = undefined;
    await this.#nextGallery();
  }

  async #write(number: number, kind: KillKind, faults: readonly string[]): Promise<void> {
    const { seed } = this.#options;
    const path = join(FAULTS_FOLDER, `${seed}-${number}.json`);
    await mkdir(FAULTS_FOLDER, { recursive: true });
    const state = { kind, round: number, seed, gallery: this.#name, faults, journal: this.#witness.journal };
    await writeFile(path, `${JSON.stringify(state, null, 2)}\n`);
    this.#report.faults.push(...faults.map((fault) => `${path}: ${kind}: ${fault}`));
  }
}

/** A pack as the default one is, whose models are nowhere: galleries of templates need none. */
async function keepManifestWithoutModels(url: string): Promise<void> {
  const manifest = await readFile(join(ROOT, `models/${PACK}.json`), 'utf8');
  await fetch(`${url}kept/no-models.json`, {
    method: 'PUT',
    body: manifest.replaceAll(/"file": "(?=.*\.onnx")/g, '"file": "none-'),
  });
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until it is so, or until the time is up. */
async function untilTrue(milliseconds: number, isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end && !isSo(); ) await sleep(5);
}
