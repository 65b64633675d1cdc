// Plain JavaScript: runs on a fresh clone, before anything is installed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, npm, ROOT, readJson, runMain, SetupError } from './project.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean }>} LockedPackages */

/**
 * Whether node_modules holds what package-lock.json asks for. Packages for other platforms may be missing.
 *
 * @param {LockedPackages} wanted packages of package-lock.json
 * @param {LockedPackages} installed packages of node_modules/.package-lock.json, npm's record of what it put there
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted)
    .filter(([path]) => path !== '')
    .every(([path, { version, optional }]) => {
      const found = installed[path];
      return found === undefined ? optional === true : found.version === version;
    });
}

/**
 * Installs the locked packages unless they are there. None of them needs its install script.
 *
 * @param {string} folder whose package-lock.json it is
 */
export async function ensureInstalled(folder = ROOT) {
  const record = join(folder, 'node_modules/.package-lock.json');
  const wanted = readJson(join(folder, 'package-lock.json')).packages;
  if (existsSync(record) && isInstalled(wanted, readJson(record).packages)) return;
  console.log('Installing packages …');
  const args = [
    'ci',
    '--prefix',
    folder,
    '--ignore-scripts',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  if ((await npm(args)) !== 0) {
    throw new SetupError('`npm ci` failed, see above: is the npm registry reachable?');
  }
}

if (isMain(import.meta.url)) await runMain(() => ensureInstalled());
