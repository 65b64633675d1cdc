// `npm run check:package`: builds the package and checks it as its users get it: entries, types, sizes.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPackage } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureModels } from './models.mjs';
import { npm, ROOT, readJson, run, runMain, SetupError } from './project.mjs';

/** @param {string} script path in node_modules @param {readonly string[]} args */
async function check(script, ...args) {
  const status = await run(process.execPath, [join(ROOT, 'node_modules', script), ...args]);
  if (status !== 0) throw new SetupError(`${script} found faults in the package, see above.`);
}

async function main() {
  await ensureInstalled();
  await ensureModels();
  await buildPackage();
  await check('publint/src/cli.js', '--strict');
  const tarball = join(ROOT, `build/inpage-face-${readJson(join(ROOT, 'package.json')).version}.tgz`);
  await npm(['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', join(ROOT, 'build')]);
  // The service worker is a script to serve, not to import: it has no types.
  const noTypes = ['--exclude-entrypoints', './service-worker.js'];
  await check('@arethetypeswrong/cli/dist/index.js', tarball, '--profile', 'esm-only', ...noTypes);
  await rm(tarball);
  await check('size-limit/bin.js');
}

await runMain(main);
