import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, run, SetupError } from './project.mjs';

/** The folder of the declarations that users of the package get. */
export const TYPES = join(ROOT, 'build/types/src');

/** Writes the declarations anew. Whether the types are right is what `npm run check` asks. */
export async function emitTypes() {
  await rm(join(ROOT, 'build/types'), { recursive: true, force: true });
  const typescript = join(ROOT, 'node_modules/typescript/bin/tsc');
  const status = await run(process.execPath, [typescript, '-p', 'tsconfig.package.json', '--noCheck']);
  if (status !== 0) throw new SetupError('The types could not be built, see above.');
}
