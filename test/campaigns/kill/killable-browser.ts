import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContext, chromium } from 'playwright';
import { CHROMIUM_ARGS, ensureChromium } from '../../../scripts/chromium.mjs';

/** How long a browser may take to start, on a machine that does much else. */
const START_MS = 60_000;

/** A Chromium with a profile of its own on the disk, which outlives it. */
export class KillableBrowser {
  readonly profile: string;
  readonly #process: ChildProcess;
  readonly #browser: Browser;

  private constructor(profile: string, process: ChildProcess, browser: Browser) {
    this.profile = profile;
    this.#process = process;
    this.#browser = browser;
  }

  /** A folder for a new profile. */
  static newProfile(): Promise<string> {
    return mkdtemp(join(tmpdir(), 'inpage-face-kill-'));
  }

  static async start(profile: string): Promise<KillableBrowser> {
    // A browser that was killed leaves its lock behind.
    for (const lock of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
      await rm(join(profile, lock), { force: true });
    const args = [
      ...CHROMIUM_ARGS,
      '--headless=new',
      '--disable-gpu',
      '--no-default-browser-check',
      '--remote-debugging-port=0',
    ];
    const started = spawn(await ensureChromium(), [...args, `--user-data-dir=${profile}`, 'about:blank'], {
      // A group of its own, so that its children end with it.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const address = await debuggingAddress(started);
    return new KillableBrowser(profile, started, await chromium.connectOverCDP(address));
  }

  get context(): BrowserContext {
    const [context] = this.#browser.contexts();
    if (!context) throw new Error('The browser has no context');
    return context;
  }

  get isConnected(): boolean {
    return this.#browser.isConnected();
  }

  /** Ends all its processes at once, as a power cut does. */
  async kill(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#process;
    // The number of a process that has ended may be another's.
    if (exitCode === null && signalCode === null && pid !== undefined) {
      const ended = new Promise((resolve) => this.#process.once('exit', resolve));
      process.kill(-pid, 'SIGKILL');
      await ended;
    }
    await this.#browser.close().catch(() => undefined);
  }
}

/** The address that Chromium says on its standard error that it listens at. */
function debuggingAddress(started: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const timer = setTimeout(
      () => reject(new Error(`Chromium does not start: ${said.join('\n')}`)),
      START_MS,
    );
    started.once('exit', () => reject(new Error(`Chromium ended: ${said.join('\n')}`)));
    if (!started.stderr) throw new Error('Chromium has no standard error');
    createInterface({ input: started.stderr }).on('line', (line) => {
      said.push(line);
      const [, address] = /^DevTools listening on (ws:\S+)/.exec(line) ?? [];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}
