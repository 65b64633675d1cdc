import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { ROOT, readJson, run, SetupError } from './project.mjs';

const CONFIG = 'tsconfig.package.json';

/** The folder of the declarations that users of the package get. */
export const TYPES = join(ROOT, 'build/types/src');

/** Writes the declarations anew. Whether the types are right is what `npm run check` asks. */
export async function emitTypes() {
  await rm(join(ROOT, 'build/types'), { recursive: true, force: true });
  const typescript = join(ROOT, 'node_modules/typescript/bin/tsc');
  const status = await run(process.execPath, [typescript, '-p', CONFIG, '--noCheck']);
  if (status !== 0) throw new SetupError('The types could not be built, see above.');
  const named = await declarationsNamed(readJson(join(ROOT, CONFIG)).files.map(declarationOf));
  for (const entry of await readdir(TYPES, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !named.has(path)) await rm(path);
  }
}

/** @param {string} source path of a module in the repository */
function declarationOf(source) {
  return join(TYPES, relative('src', source).replace(/\.ts$/, '.d.ts'));
}

/**
 * The declarations that the entries' name, and those that these name: of a module that is used inside alone nobody needs them.
 *
 * @param {string[]} entries
 */
async function declarationsNamed(entries) {
  // Imported here: the script may be what installs it.
  const { default: ts } = await import('typescript');
  const named = new Set(entries);
  // Grows while it is gone through.
  for (const path of named) {
    const { importedFiles } = ts.preProcessFile(await readFile(path, 'utf8'));
    for (const { fileName } of importedFiles) {
      if (fileName.startsWith('.')) {
        named.add(join(dirname(path), fileName.replace(/\.[jt]s$/, '.d.ts')));
      }
    }
  }
  return named;
}
