// `npm run docs`: builds the site of guides, API and examples to build/docs.
import { join } from 'node:path';
import { build } from 'vitepress';
import { readOptions } from '../arguments.ts';
import { ROOT, run, runMain, SetupError } from '../project.mjs';
import { STAGE, stagePages } from './stage-pages.ts';

const USAGE = `npm run docs [-- options]

  --base PATH   where the site lies on its host, with a slash at both ends (default: /)`;

async function main(): Promise<void> {
  const { base } = readOptions(USAGE, { base: { type: 'string', default: '/' } });
  if (!/^\/(.*\/)?$/.test(base)) throw new SetupError(`--base=${base}: it must begin and end with a slash.`);
  await stagePages();
  const typedoc = join(ROOT, 'node_modules/typedoc/bin/typedoc');
  if ((await run(process.execPath, [typedoc, '--logLevel', 'Warn'])) !== 0) {
    throw new SetupError('The pages of the API could not be written, see above.');
  }
  await build(STAGE, { base, outDir: join(ROOT, 'build/docs') });
}

await runMain(main);
