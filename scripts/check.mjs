// `npm run check`: all that can be told without running the code, side by side; what is not in order is printed.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { ROOT, runMain } from './project.mjs';

/** @typedef {{ name: string, script: string, args: readonly string[] }} Check a script with its arguments */

/** @param {string} name @param {string} script path in the project @param {readonly string[]} args */
function check(name, script, ...args) {
  return { name: [name, ...args].join(' '), script: join(ROOT, script), args };
}

/** The type check of a folder with a tsconfig.json. What it has learnt is kept, so that the next one is quick. */
function checkTypes(/** @type {string} */ folder) {
  const { name, script, args } = check('tsc', 'node_modules/typescript/bin/tsc', '-p', folder);
  const kept = join(ROOT, 'build/tsc', folder, 'tsconfig.tsbuildinfo');
  return { name, script, args: [...args, '--incremental', '--tsBuildInfoFile', kept] };
}

/** The parts of `src` that are checked as the thread sees them in which they run. */
function threadFolders() {
  const folders = readdirSync(join(ROOT, 'src')).map((name) => `src/${name}`);
  return folders.filter((folder) => existsSync(join(ROOT, folder, 'tsconfig.json')));
}

/** Those that take longest come first. */
function allChecks() {
  return [
    checkTypes('.'),
    check('typedoc', 'node_modules/typedoc/bin/typedoc', '--logLevel', 'Warn', '--emit', 'none'),
    check('api-report', 'scripts/api-report.mjs', '--check'),
    ...threadFolders().map(checkTypes),
    check('knip', 'node_modules/knip/bin/knip.js'),
    // What only tests, scripts and benches use does not belong in `src`.
    check('knip', 'node_modules/knip/bin/knip.js', '--production'),
    check('biome', 'node_modules/@biomejs/biome/bin/biome', 'ci', '.'),
  ];
}

/** @param {Check} check @returns {Promise<boolean>} whether all is in order; if not, its output is printed */
function passes({ name, script, args }) {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, ...args],
      { cwd: ROOT, maxBuffer: Infinity },
      (error, stdout, stderr) => {
        if (error) console.log(`${name}:\n${stdout}${stderr}`);
        resolve(error === null);
      },
    );
  });
}

async function main() {
  await ensureInstalled();
  const waiting = allChecks();
  let failures = 0;
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (!(await passes(next))) failures++;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return failures === 0 ? 0 : 1;
}

await runMain(main);
