// Where the Chromium is that tests and measurements run in.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { canUseApt, IS_ROOT, installPackages } from './debian.mjs';
import { findProgram, isExecutable } from './find-program.mjs';
import { isMain, ROOT, run, runMain, SetupError } from './project.mjs';

/** How every Chromium here starts: it talks to no server of its maker's. */
export const CHROMIUM_ARGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  // Chromium's sandbox refuses to run as root, the usual user of a container.
  ...(IS_ROOT ? ['--no-sandbox'] : []),
];

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** Browsers that are on no PATH. */
const PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe')),
];

/** The Chromium that Playwright's own installer puts in place, if it did. */
async function playwrightChromium() {
  const playwright = await import('playwright').catch(() => undefined);
  const path = playwright?.chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

/**
 * The path of a Chromium: `CHROMIUM_PATH`, Playwright's, or the system's.
 *
 * @returns {Promise<string | undefined>} undefined if there is none
 * @throws {SetupError} if `CHROMIUM_PATH` names no program
 */
export async function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new SetupError(`CHROMIUM_PATH is ${chosen}, which is not a program: mend it or unset it.`);
  }
  return (await playwrightChromium()) ?? findProgram(COMMANDS, PLACES);
}

async function installByPlaywright() {
  console.log("No Chromium found; installing Playwright's …");
  // Unreachable servers are given up after 10 seconds each instead of 30.
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000', ...process.env };
  const cli = join(ROOT, 'node_modules/playwright/cli.js');
  // Its download lacks the system libraries it needs.
  const libraries = canUseApt() ? ['--with-deps'] : [];
  await run(process.execPath, [cli, 'install', '--no-shell', ...libraries, 'chromium'], { env });
}

/**
 * Finds a Chromium, or installs one. Needs the packages installed.
 *
 * @throws {SetupError} if neither works
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  // In CI on Debian its own package is the sure way; a download may wait for a server out of reach.
  const apt = canUseApt() ? [() => installPackages('chromium')] : [];
  const ways = process.env.CI ? [...apt, installByPlaywright] : [installByPlaywright, ...apt];
  for (const install of ways) {
    await install();
    const installed = await findChromium();
    if (installed) return installed;
  }
  throw new SetupError(
    'No Chromium found and none could be installed: install Chromium or Chrome, or set CHROMIUM_PATH to one.',
  );
}

if (isMain(import.meta.url)) await runMain(async () => console.log(await ensureChromium()));
