import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PATIENCE_MS } from '../../support/patience.ts';
import { Marionette } from './marionette.ts';
import { ASYNC_SCRIPT_TIMEOUT_MS, asyncScript, outcomeOf, type ScriptOutcome } from './page-script.ts';
import type { Tab, TestBrowser } from './test-browser.ts';

/** Between two looks for the port. */
const PAUSE_MS = 50;

/** Firefox asks the network for nothing on its own, and Marionette takes any free port. */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'datareporting.policy.dataSubmissionEnabled': false,
  'marionette.port': 0,
};

/**
 * Starts a Firefox that Marionette drives. Over WebDriver BiDi it listens to workers, and `new Worker` in a worker does
 * not return once in some hundred times (docs/browsers.md); and Playwright drives none that its makers release.
 */
export async function openFirefox(executablePath: string): Promise<TestBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'inpage-face-firefox-'));
  const lines = Object.entries(PREFERENCES).map(
    (each) => `user_pref(${each.map((part) => JSON.stringify(part))});`,
  );
  await writeFile(join(profile, 'user.js'), lines.join('\n'));
  const parameters = ['--headless', '--no-remote', '--marionette', '--profile', profile, 'about:blank'];
  const firefox = spawn(executablePath, parameters, { stdio: 'ignore' });
  const close = async () => {
    const ended = firefox.exitCode === null && firefox.signalCode === null && once(firefox, 'exit');
    firefox.kill();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const marionette = await Marionette.connect(await portOf(firefox, profile));
    const { capabilities } = await marionette.send<{ capabilities: { browserVersion: string } }>(
      'WebDriver:NewSession',
    );
    await marionette.send('WebDriver:SetTimeouts', {
      script: ASYNC_SCRIPT_TIMEOUT_MS,
      pageLoad: PATIENCE_MS,
    });
    return {
      name: `Firefox ${Number.parseInt(capabilities.browserVersion, 10)}`,
      tab: tabOf(marionette),
      close: async () => {
        marionette.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Firefox writes into its profile where it listens. */
async function portOf(firefox: ChildProcess, profile: string): Promise<number> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until && firefox.exitCode === null) {
    const port = Number(await readFile(join(profile, 'MarionetteActivePort'), 'utf8').catch(() => 0));
    if (port > 0) return port;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error('Firefox does not listen to Marionette.');
}

function tabOf(marionette: Marionette): Tab {
  const open = (url: string) => marionette.send<void>('WebDriver:Navigate', { url });
  return {
    open,
    // Its own "Refresh" goes past service workers, as Shift and the button do.
    reload: async () => open((await marionette.send<{ value: string }>('WebDriver:GetCurrentURL')).value),
    evaluate: (async (run: unknown, argument: unknown) => {
      const { value } = await marionette.send<{ value: ScriptOutcome }>('WebDriver:ExecuteAsyncScript', {
        script: asyncScript(run),
        args: [argument ?? null],
      });
      return outcomeOf(value);
    }) as Tab['evaluate'],
  };
}
