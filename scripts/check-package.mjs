// `npm run check:package`: builds the package and checks it as its users get it: entries, types, sizes.
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { buildPackage } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { linksOf } from './markdown-links.mjs';
import { ensureModels } from './models.mjs';
import { pathOf, withPackageReadme } from './package-readme.mjs';
import { npm, ROOT, readJson, run, runMain, SetupError } from './project.mjs';

/**
 * What an app's developers and its CI download may weigh so much, in bytes: of it, the runtime's binaries are 7.8 MB and the
 * models 3.3.
 */
const PACKED_LIMIT = 12e6;

/** @param {string} script path in node_modules @param {readonly string[]} args */
async function check(script, ...args) {
  const status = await run(process.execPath, [join(ROOT, 'node_modules', script), ...args]);
  if (status !== 0) throw new SetupError(`${script} found faults in the package, see above.`);
}

/** @param {string} tarball */
async function checkSize(tarball) {
  const { size } = await stat(tarball);
  console.log(`The tarball: ${(size / 1e6).toFixed(2)} of ${PACKED_LIMIT / 1e6} MB.`);
  if (size > PACKED_LIMIT) throw new SetupError('The tarball is larger than its limit in check-package.mjs.');
}

/**
 * Runs what is for Node out of the tarball, with nothing installed beside it: the entry for servers, and the command line
 * as `npx` would. Follows the README's links.
 *
 * @param {string} tarball
 */
async function checkOnNode(tarball) {
  // Imported here: the script may be what installs it.
  const { unpackTar } = await import('modern-tar/fs');
  const folder = await mkdtemp(join(tmpdir(), 'inpage-face-'));
  try {
    await pipeline(createReadStream(tarball), createGunzip(), unpackTar(folder));
    checkLinks(join(folder, 'package'));
    const { node } = readJson(join(folder, 'package/package.json')).exports['.'];
    for (const entry of [node.default, node.require.default]) {
      if ((await run(process.execPath, [join(folder, 'package', entry)])) !== 0) {
        throw new SetupError(`The entry for servers in the package, ${entry}, can't be imported, see above.`);
      }
    }
    const pack = join(folder, 'pack');
    const cli = join(folder, 'package', readJson(join(folder, 'package/package.json')).bin['inpage-face']);
    const status = await run(process.execPath, [cli, 'models', 'default', pack]);
    if (status !== 0 || !existsSync(join(pack, 'default.json'))) {
      throw new SetupError('The command line in the package writes no pack, see above.');
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param {string} folder of the unpacked package */
function checkLinks(folder) {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  for (const path of linksOf(readme).map(pathOf)) {
    if (path === undefined || existsSync(join(folder, path))) continue;
    throw new SetupError(`The package's README links to ${path}, which the package does not hold.`);
  }
}

async function main() {
  await ensureInstalled();
  await ensureModels();
  await buildPackage();
  await check('publint/src/cli.js', '--strict');
  const tarball = join(ROOT, `build/inpage-face-${readJson(join(ROOT, 'package.json')).version}.tgz`);
  // As it is published: `npm pack` writes one, too.
  if ((await npm(['run', 'sbom'])) !== 0) throw new SetupError('There is no bill of materials, see above.');
  const destination = ['--pack-destination', join(ROOT, 'build')];
  await withPackageReadme(() => npm(['pack', '--ignore-scripts', '--loglevel=error', ...destination]));
  await checkSize(tarball);
  // The service worker is a script to serve, not to import: it has no types.
  const noTypes = ['--exclude-entrypoints', './service-worker.js'];
  await check('@arethetypeswrong/cli/dist/index.js', tarball, '--profile', 'esm-only', ...noTypes);
  await checkOnNode(tarball);
  await rm(tarball);
  await check('size-limit/bin.js');
}

await runMain(main);
