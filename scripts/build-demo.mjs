// `npm run build:demo`: builds the demo page to build/demo unless nothing changed since the last build.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { ensureModels } from './models.mjs';
import { isMain, ROOT, runMain, sha256 } from './project.mjs';

/** All that the build reads; what isn't there isn't read. */
const INPUTS = [
  'index.html',
  'src',
  'public',
  'models',
  'vite.config.ts',
  'scripts/host-headers.ts',
  'scripts/pack-choice.ts',
  'vite.service-worker.config.ts',
  'tsconfig.json',
  'package-lock.json',
];
const STAMP = join(ROOT, 'build/demo.stamp');

/** @param {string} path a file or a folder */
function filesOf(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Changes when an input is added, removed or written, or PACK is: names, sizes and times, as make would look. */
function inputStamp() {
  const files = INPUTS.flatMap((input) => filesOf(join(ROOT, input))).sort();
  const facts = files.map((file) => {
    const { size, mtimeMs } = statSync(file);
    return `${file}\t${size}\t${mtimeMs}`;
  });
  return sha256([process.env.PACK, ...facts].join('\n'));
}

/** Builds the demo if an input changed; packages and models must be there. */
export async function buildDemo() {
  const stamp = inputStamp();
  if (
    existsSync(STAMP) &&
    readFileSync(STAMP, 'utf8') === stamp &&
    existsSync(join(ROOT, 'build/demo/index.html'))
  ) {
    return;
  }
  console.log('Building the demo …');
  // A build that fails half-way must not pass for the last good one.
  await rm(STAMP, { force: true });
  const { build } = await import('vite');
  await build({ root: ROOT, logLevel: 'warn' });
  await build({ root: ROOT, configFile: join(ROOT, 'vite.service-worker.config.ts'), logLevel: 'warn' });
  await writeFile(STAMP, stamp);
}

async function main() {
  await ensureInstalled();
  await ensureModels();
  await buildDemo();
}

if (isMain(import.meta.url)) await runMain(main);
