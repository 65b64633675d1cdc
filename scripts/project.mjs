// Plain JavaScript: runs on a fresh clone, before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** A failure the user can mend: its message is printed as it stands, without a stack. */
export class SetupError extends Error {}

/**
 * Runs a command in the project's root, its output on the terminal.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean, shell?: boolean }} [options]
 * @returns {Promise<number>} the exit status
 */
export function run(command, args, { env = process.env, quiet = false, shell = false } = {}) {
  const output = quiet ? 'ignore' : 'inherit';
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, shell, stdio: ['ignore', output, 'inherit'] });
    child.on('error', reject);
    child.on('close', (status, signal) => resolve(status ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/**
 * Runs npm: the one that runs this script if there is one, so that the user's own settings hold.
 *
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean }} [options]
 */
export function npm(args, options = {}) {
  const runningNpm = process.env.npm_execpath;
  if (runningNpm?.endsWith('.js')) return run(process.execPath, [runningNpm, ...args], options);
  // npm is a batch file on Windows, which only a shell starts.
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** @param {string | URL} file */
export function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Writes a value as people can read it. @param {string} file @param {unknown} value */
export function writeJson(file, value) {
  return writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** @param {string | NodeJS.ArrayBufferView} data */
export function sha256(data) {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * Runs a script's main function; a failure the user can mend is one line, anything else keeps its stack.
 *
 * @param {() => Promise<number | void>} main gives the exit status, 0 by default
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  }
}

/**
 * Whether a module is the script Node was started with.
 *
 * @param {string} url the module's `import.meta.url`
 */
export function isMain(url) {
  const started = process.argv[1];
  return started !== undefined && fileURLToPath(url) === realpathSync(started);
}
