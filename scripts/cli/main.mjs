#!/usr/bin/env node
// The package's command line, `npx inpage-face`: built into dist/cli.js, beside the packs' manifests.
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { fetchPack, manifestOf } from '../fetch-pack/fetch-pack.mjs';
import { readJson, runMain, SetupError } from '../project.mjs';
import { copyFiles } from './copy-files.mjs';

const USAGE = `inpage-face models PACK FOLDER [--from FOLDER]

Writes a model pack into a folder to be served: its manifest and its models, each checked by its sha256.
What is there already stays; a fetch that broke off goes on where it ended.

PACK: default, whose models are in this package, or permissive, whose models are fetched from where its
manifest says: GitHub and Open Model Zoo.

  --from FOLDER   takes the models from a folder instead

inpage-face copy FOLDER [--brotli] [--gzip]

Copies the files of this package that browsers fetch into a folder to be served, for bundlers that leave
them where they are, for apps without one, and for the option assets.

  --brotli        writes a copy of each beside it, NAME.br, as small as brotli makes it: takes minutes
  --gzip          the same by gzip, NAME.gz

  --version       tells the version of the package
  --help          tells this`;

const OPTIONS = /** @type {const} */ ({
  from: { type: 'string' },
  brotli: { type: 'boolean' },
  gzip: { type: 'boolean' },
  version: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
});

const MANIFESTS = join(import.meta.dirname, 'models');

async function main() {
  const { positionals, values } = readArguments();
  if (values.help) return console.log(USAGE);
  if (values.version) return console.log(readJson(join(import.meta.dirname, '../package.json')).version);
  const [command, ...names] = positionals;
  if (command === 'models' && names.length === 2 && !values.brotli && !values.gzip) {
    return writePack(names[0] ?? '', names[1] ?? '', values.from);
  }
  if (command === 'copy' && names.length === 1 && values.from === undefined) {
    const endings = [...(values.brotli ? ['.br'] : []), ...(values.gzip ? ['.gz'] : [])];
    return copyFiles(import.meta.dirname, names[0] ?? '', endings);
  }
  throw new SetupError(USAGE);
}

/** @param {string} pack @param {string} folder @param {string | undefined} source */
async function writePack(pack, folder, source) {
  const from = source ?? (pack === 'default' ? MANIFESTS : undefined);
  const { name, version, models } = await fetchPack(manifestOf(pack, MANIFESTS), folder, { from });
  const manifest = relative('.', join(folder, `${pack}.json`));
  console.log(
    `${name} ${version}: ${models.length} models. Their licences and origins stand in ${manifest}.`,
  );
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

await runMain(main);
