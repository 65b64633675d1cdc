// `npm run models`: fetches the default model pack and converts its files; `npm run models -- permissive` fetches that
// pack. Plain JavaScript: runs on a fresh clone.
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import { ensureInstalled } from './install.mjs';
import { isMain, npm, ROOT, readJson, runMain, SetupError, sha256 } from './project.mjs';

/** @typedef {{ bytes: number, sha256: string }} FileContent */
/** @typedef {FileContent & { file: string, original: FileContent }} Model */
/** @typedef {{ source: { npmPackage: string, folder: string }, models: Model[] }} PackManifest */

const USAGE = `npm run models [-- PACK [--from FOLDER]]

PACK: default (if none is named) or permissive.

  --from FOLDER   takes the files of the permissive pack from a folder instead of the network`;

const MODELS_FOLDER = join(ROOT, 'models');
/** Keeps the files as they came, so that they are fetched once. */
export const SOURCES_FOLDER = join(ROOT, 'build/model-sources');

/**
 * @param {Buffer} content
 * @param {FileContent} described
 * @returns {string | undefined} what differs from the manifest, if anything
 */
export function difference(content, described) {
  if (content.length !== described.bytes) return `has ${content.length} bytes instead of ${described.bytes}`;
  const digest = sha256(content);
  return digest === described.sha256 ? undefined : `has sha256 ${digest} instead of ${described.sha256}`;
}

/**
 * The models of a pack that aren't in its folder yet, or lie there as they came.
 *
 * @param {readonly Model[]} models
 * @throws {SetupError} if a file is there but isn't the model: it may be the user's own, so it stays
 */
async function missingModels(models) {
  /** @type {Model[]} */
  const missing = [];
  for (const model of models) {
    const path = join(MODELS_FOLDER, model.file);
    const content = existsSync(path) ? await readFile(path) : undefined;
    if (content === undefined || difference(content, model.original) === undefined) missing.push(model);
    else check(content, model.file, model, `${path} is altered or damaged; delete it and run this again`);
  }
  return missing;
}

/**
 * @param {Buffer} content
 * @param {string} file
 * @param {FileContent} described
 * @param {string} advice
 */
function check(content, file, described, advice) {
  const problem = difference(content, described);
  if (problem !== undefined) throw new SetupError(`${file} ${problem}: ${advice}.`);
}

/**
 * Whether a model is there as it came.
 *
 * @param {Model} model
 */
async function isFetched({ file, original }) {
  const path = join(SOURCES_FOLDER, file);
  return existsSync(path) && difference(await readFile(path), original) === undefined;
}

/**
 * Takes the models out of the npm package's tarball. npm fetches it, so the user's registry settings hold.
 *
 * @param {PackManifest['source']} source
 * @param {readonly Model[]} models
 */
async function fetchSources(source, models) {
  console.log(`Fetching ${models.length} models from npm's ${source.npmPackage} …`);
  await mkdir(SOURCES_FOLDER, { recursive: true });
  // On the disk of their destination, so that each file appears there at once and whole.
  const staging = await mkdtemp(join(ROOT, 'build/models-'));
  try {
    await unpackSources(source, models, staging);
    for (const model of models) {
      const path = join(staging, model.file);
      if (!existsSync(path)) throw new SetupError(`${source.npmPackage} has no ${model.file}.`);
      const advice = `${source.npmPackage} isn't what the manifest describes`;
      check(await readFile(path), model.file, model.original, advice);
      await rename(path, join(SOURCES_FOLDER, model.file));
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * @param {PackManifest['source']} source
 * @param {readonly Model[]} models
 * @param {string} folder where the files go, under their own names
 */
async function unpackSources(source, models, folder) {
  // Imported here: with every model in place this script needs no packages.
  const { unpackTar } = await import('modern-tar/fs');
  const packed = await npm(
    ['pack', source.npmPackage, '--pack-destination', folder, '--ignore-scripts', '--loglevel=error'],
    { quiet: true },
  );
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (packed !== 0 || tarball === undefined) {
    throw new SetupError(
      `npm could not fetch ${source.npmPackage}, see above: is the npm registry reachable?`,
    );
  }
  const wanted = new Set(models.map((model) => `package/${source.folder}/${model.file}`));
  await pipeline(
    createReadStream(join(folder, tarball)),
    createGunzip(),
    unpackTar(folder, {
      filter: (header) => wanted.has(header.name),
      map: (header) => ({ ...header, name: basename(header.name) }),
    }),
  );
}

/**
 * Puts a model into its folder as it is shipped.
 *
 * @param {Model} model
 */
async function writeModel(model) {
  const { convertModel } = await import('./convert-model/convert-model.mjs');
  const source = join(SOURCES_FOLDER, model.file);
  const content = convertModel(await readFile(source));
  check(content, model.file, model, 'convert-model makes another file than the manifest describes');
  // Of this process alone: `npm start` and `npm test` may both be at it.
  const part = `${source}.${process.pid}.part`;
  await writeFile(part, content);
  await rename(part, join(MODELS_FOLDER, model.file));
}

/** Fetches and converts the models that are missing and checks those that are there; quiet if all are. */
export async function ensureModels() {
  /** @type {PackManifest} */
  const { source, models } = readJson(join(MODELS_FOLDER, 'default.json'));
  const missing = await missingModels(models);
  if (missing.length === 0) return;

  await ensureInstalled();
  /** @type {Model[]} */
  const toFetch = [];
  for (const model of missing) if (!(await isFetched(model))) toFetch.push(model);
  if (toFetch.length > 0) await fetchSources(source, toFetch);
  for (const model of missing) await writeModel(model);
}

async function main() {
  const { positionals, values } = readArguments();
  const [pack = 'default'] = positionals;
  if (pack === 'default') return ensureModels();
  await ensureInstalled();
  const { fetchPack, manifestOf } = await import('./fetch-pack/fetch-pack.mjs');
  const { name, version } = await fetchPack(manifestOf(pack, MODELS_FOLDER), MODELS_FOLDER, values);
  console.log(`The models of ${name} ${version} are in ${MODELS_FOLDER}.`);
}

function readArguments() {
  try {
    const given = parseArgs({ options: { from: { type: 'string' } }, allowPositionals: true });
    if (given.positionals.length <= 1) return given;
  } catch {}
  throw new SetupError(USAGE);
}

if (isMain(import.meta.url)) await runMain(main);
