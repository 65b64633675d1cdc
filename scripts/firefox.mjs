// Where the Firefox is that the engines' flows run in.
import { canUseApt, installPackages } from './debian.mjs';
import { findProgram, isExecutable } from './find-program.mjs';
import { SetupError } from './project.mjs';

const COMMANDS = ['firefox-esr', 'firefox'];

/** Firefoxes that are on no PATH. */
const PLACES = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']]
    .filter((folder) => folder !== undefined)
    .map((folder) => `${folder}/Mozilla Firefox/firefox.exe`),
];

function findFirefox() {
  const chosen = process.env.FIREFOX_PATH;
  if (!chosen) return findProgram(COMMANDS, PLACES);
  if (isExecutable(chosen)) return chosen;
  throw new SetupError(`FIREFOX_PATH is ${chosen}, which is not a program: mend it or unset it.`);
}

/**
 * The path of a Firefox: `FIREFOX_PATH`, or the system's. In CI it is installed if it is missing; elsewhere the tests
 * that need it are skipped.
 *
 * @throws {SetupError} if `FIREFOX_PATH` names no program
 */
export async function ensureFirefox() {
  if (!findFirefox() && process.env.CI && canUseApt()) await installPackages('firefox-esr');
  return findFirefox();
}
