import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compressFiles } from '../compress-files.mjs';

/** What no browser asks for: servers' code, types, and maps for developers. */
const NOT_SERVED = /^(node\.c?js|cli\.js|types)$|\.map$/;

/**
 * Copies the package's files that browsers fetch to a folder to be served.
 *
 * @param {string} dist the package's own
 * @param {string} folder
 * @param {readonly string[]} endings of compressed copies to write beside them
 */
export async function copyFiles(dist, folder, endings) {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(dist)) {
    if (NOT_SERVED.test(name)) continue;
    await cp(join(dist, name), join(folder, name), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    });
  }
  if (endings.length > 0) await compressFiles(folder, endings);
}
