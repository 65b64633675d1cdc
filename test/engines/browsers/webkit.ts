import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';
import type { ensureWebKit } from '../../../scripts/webkit.mjs';
import { PATIENCE_MS } from '../../support/patience.ts';
import { ASYNC_SCRIPT_TIMEOUT_MS, asyncScript, outcomeOf, type ScriptOutcome } from './page-script.ts';
import type { Tab, TestBrowser } from './test-browser.ts';

type WebKitPrograms = NonNullable<Awaited<ReturnType<typeof ensureWebKit>>>;

/** Starts WebKitGTK's MiniBrowser by its driver, on a screen of its own. */
export async function openWebKit(programs: WebKitPrograms): Promise<TestBrowser> {
  const started: ChildProcess[] = [];
  const stop = () => started.reverse().forEach(end);
  try {
    const display = await startDisplay(programs, started);
    const url = await startDriver(programs, display, started);
    const driver = await connect(url);
    const version = (await driver.getCapabilities()).getBrowserVersion();
    return {
      name: `WebKitGTK ${version?.split('.').slice(0, 2).join('.')}`,
      tab: tabOf(driver),
      close: async () => {
        await driver.quit().catch(() => undefined);
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/** @returns The name of a screen that no other program has, e.g. `:7`. */
async function startDisplay({ display }: WebKitPrograms, started: ChildProcess[]): Promise<string> {
  const screen = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const child = spawn(display, screen, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true });
  started.push(child);
  const [chunk] = await once(child.stdio[3] as Readable, 'data');
  return `:${String(chunk).trim()}`;
}

/** @returns The driver's address. */
async function startDriver(
  { bus, driver }: WebKitPrograms,
  display: string,
  started: ChildProcess[],
): Promise<string> {
  const port = await freePort();
  started.push(
    // With a process group of its own, so that all that it starts ends with it.
    spawn(bus, ['--', driver, '--host=127.0.0.1', `--port=${port}`], {
      env: { ...process.env, DISPLAY: display },
      stdio: 'ignore',
      detached: true,
    }),
  );
  return `http://127.0.0.1:${port}`;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The driver listens a moment after it was started. */
async function connect(url: string): Promise<WebDriver> {
  const until = performance.now() + PATIENCE_MS;
  while (!(await fetch(`${url}/status`).catch(() => undefined))?.ok) {
    if (performance.now() > until) throw new Error(`WebKitWebDriver does not answer at ${url}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const driver = await new Builder()
    .usingServer(url)
    .withCapabilities(new Capabilities({ browserName: 'MiniBrowser' }))
    .build();
  await driver.manage().setTimeouts({ script: ASYNC_SCRIPT_TIMEOUT_MS, pageLoad: PATIENCE_MS });
  return driver;
}

function tabOf(driver: WebDriver): Tab {
  return {
    open: (url) => driver.get(url),
    reload: () => driver.navigate().refresh(),
    evaluate: (async (run: unknown, argument: unknown) =>
      outcomeOf(
        await driver.executeAsyncScript<ScriptOutcome>(asyncScript(run), argument),
      )) as Tab['evaluate'],
  };
}

function end({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid);
  } catch {
    // It has ended by itself.
  }
}
