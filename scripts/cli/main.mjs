#!/usr/bin/env node
// The package's command line, `npx inpage-face`: built into dist/cli.js, beside the packs' manifests.
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { fetchPack, manifestOf } from '../fetch-pack/fetch-pack.mjs';
import { readJson, runMain, SetupError } from '../project.mjs';

const USAGE = `inpage-face models PACK FOLDER [--from FOLDER]

Writes a model pack into a folder to be served: its manifest and its models, each checked by its sha256.
What is there already stays; a fetch that broke off goes on where it ended.

PACK: default, whose models are in this package, or permissive, whose models are fetched from where its
manifest says: GitHub and Open Model Zoo.

  --from FOLDER   takes the models from a folder instead
  --version       tells the version of the package
  --help          tells this`;

const OPTIONS = /** @type {const} */ ({
  from: { type: 'string' },
  version: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
});

const MANIFESTS = join(import.meta.dirname, 'models');

async function main() {
  const { positionals, values } = readArguments();
  if (values.help) return console.log(USAGE);
  if (values.version) return console.log(readJson(join(import.meta.dirname, '../package.json')).version);
  const [command, pack, folder, ...others] = positionals;
  if (command !== 'models' || pack === undefined || folder === undefined || others.length > 0) {
    throw new SetupError(USAGE);
  }
  const from = values.from ?? (pack === 'default' ? MANIFESTS : undefined);
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
