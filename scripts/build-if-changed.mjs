// Builds only what has changed since it was last built.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT, sha256 } from './project.mjs';

/** @param {string} path a file or a folder */
function filesOf(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Changes when an input is added, removed or written, or PACK is: names, sizes and times, as make would look. */
function inputStamp(/** @type {readonly string[]} */ inputs) {
  const files = inputs.flatMap((input) => filesOf(join(ROOT, input))).sort();
  const facts = files.map((file) => {
    const { size, mtimeMs } = statSync(file);
    return `${file}\t${size}\t${mtimeMs}`;
  });
  return sha256([process.env.PACK, ...facts].join('\n'));
}

/**
 * Builds unless the last build was of the same inputs, and its result is there.
 *
 * @param {{ stamp: string, inputs: readonly string[], result: string, build: () => Promise<void> }} what
 *   Paths in the project; what isn't there isn't read.
 */
export async function buildIfChanged({ stamp, inputs, result, build }) {
  const kept = join(ROOT, stamp);
  const wanted = inputStamp(inputs);
  if (existsSync(kept) && readFileSync(kept, 'utf8') === wanted && existsSync(join(ROOT, result))) return;
  // A build that fails half-way must not pass for the last good one.
  await rm(kept, { force: true });
  await build();
  await mkdir(dirname(kept), { recursive: true });
  await writeFile(kept, wanted);
}
