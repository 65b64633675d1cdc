// Plain JavaScript: it is in the package's command line too.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { SingleBar } from 'cli-progress';
import { retail0095 } from '../convert-model/retail-0095.mjs';
import { readJson, SetupError, sha256 } from '../project.mjs';
import { download } from './download.mjs';

/**
 * Where a model's file comes from. Checksum and size are the model's own unless the file is converted.
 *
 * @typedef {{ url: string, bytes?: number, sha256?: string, conversion?: string }} Source
 */
/** @typedef {{ file: string, bytes: number, sha256: string, source?: Source }} Model */
/** @typedef {(arrived: number) => void} Progress */

/** What makes the file that a manifest describes of the one that is published. */
const CONVERSIONS = new Map([['retail-0095', retail0095]]);

/** Those whose manifests are in the repository and in the package. */
const PACKS = ['default', 'permissive'];

/**
 * Puts a pack's models into a folder, and its manifest beside them: those that are there already stay, the others are
 * fetched from where the manifest says, or taken from a folder that has them.
 *
 * @param {string} manifestPath
 * @param {string} folder
 * @param {{ from?: string | undefined }} [options] `from`: a folder in the network's place, with the models or with the
 * published files that they are made of
 * @returns {Promise<{ name: string, version: string, models: Model[] }>} the manifest
 * @throws {SetupError} if a file can't be had, or is another
 */
export async function fetchPack(manifestPath, folder, { from } = {}) {
  const manifest = readJson(manifestPath);
  /** @type {Model[]} */
  const models = manifest.models;
  await mkdir(folder, { recursive: true });
  /** @type {Model[]} */
  const missing = [];
  for (const model of models) if (!(await isThere(model, folder))) missing.push(model);
  await withProgress(missing, (model, onProgress) =>
    from === undefined ? fetchModel(model, folder, onProgress) : takeModel(model, from, folder),
  );
  await copyManifest(manifestPath, folder, manifest.cohort);
  return manifest;
}

/**
 * The manifest and the cohort that lies beside it.
 *
 * @param {string} manifestPath
 * @param {string} folder
 * @param {{ file: string } | undefined} cohort
 */
async function copyManifest(manifestPath, folder, cohort) {
  const home = dirname(manifestPath);
  if (resolve(folder) === resolve(home)) return;
  await copyFile(manifestPath, join(folder, basename(manifestPath)));
  if (cohort) await copyFile(join(home, cohort.file), join(folder, cohort.file));
}

/**
 * @param {Model} model
 * @param {string} folder
 * @throws {SetupError} if another file has its name: it may be the user's own, so it stays
 */
async function isThere({ file, sha256: wanted }, folder) {
  const path = join(folder, file);
  if (!existsSync(path)) return false;
  if (sha256(await readFile(path)) === wanted) return true;
  throw new SetupError(`${path} is another file than the manifest describes; delete it and run this again.`);
}

/**
 * @param {Model} model
 * @param {string} folder
 * @param {Progress} onProgress
 */
async function fetchModel(model, folder, onProgress) {
  const { source } = model;
  if (!source) throw new SetupError(`The manifest does not say where ${model.file} comes from.`);
  const published = publishedFile(model, source);
  if (source.conversion === undefined) return download(published, join(folder, model.file), onProgress);
  const path = join(folder, basename(new URL(source.url).pathname));
  await download(published, path, onProgress);
  await writeModel(model, converted(model, await readFile(path)), folder);
  await rm(path);
}

/**
 * @param {Model} model
 * @param {string} from
 * @param {string} folder
 */
async function takeModel(model, from, folder) {
  const ready = join(from, model.file);
  if (existsSync(ready)) return writeModel(model, await readFile(ready), folder);
  const { source } = model;
  const path = source?.conversion && join(from, basename(new URL(source.url).pathname));
  if (path && existsSync(path)) return writeModel(model, converted(model, await readFile(path)), folder);
  throw new SetupError(`There is no ${[ready, path].filter(Boolean).join(', nor ')}.`);
}

/** @param {Model} model @param {Source} source */
function publishedFile({ bytes, sha256: digest }, source) {
  return { url: source.url, bytes: source.bytes ?? bytes, sha256: source.sha256 ?? digest };
}

/** @param {Model} model @param {Uint8Array} published */
function converted({ file, source }, published) {
  const convert = CONVERSIONS.get(source?.conversion ?? '');
  if (!convert) throw new SetupError(`${file} is made by "${source?.conversion}", which is not known here.`);
  return convert(published);
}

/**
 * @param {Model} model
 * @param {Buffer} content
 * @param {string} folder
 */
async function writeModel({ file, sha256: wanted }, content, folder) {
  if (sha256(content) !== wanted)
    throw new SetupError(`${file} is another file than the manifest describes.`);
  const path = join(folder, file);
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}

/**
 * @param {readonly Model[]} models
 * @param {(model: Model, onProgress: Progress) => Promise<void>} work
 */
async function withProgress(models, work) {
  if (models.length === 0) return;
  const total = models.reduce((sum, model) => sum + transferred(model), 0);
  const format = '{bar} {percentage} % of {size} MB: {file}';
  const bar = new SingleBar({ format, noTTYOutput: true, notTTYSchedule: 5_000, hideCursor: true });
  bar.start(total, 0, { size: (total / 1e6).toFixed(1), file: '' });
  try {
    let done = 0;
    for (const model of models) {
      bar.update(done, { file: model.file });
      await work(model, (arrived) => bar.update(done + arrived));
      done += transferred(model);
      bar.update(done);
    }
  } finally {
    bar.stop();
  }
}

/** @param {Model} model */
function transferred({ bytes, source }) {
  return source?.bytes ?? bytes;
}

/**
 * The path of a pack's manifest.
 *
 * @param {string} pack
 * @param {string} folder of the manifests
 * @throws {SetupError} naming those there are
 */
export function manifestOf(pack, folder) {
  if (PACKS.includes(pack)) return join(folder, `${pack}.json`);
  throw new SetupError(`There is no pack "${pack}": there are ${PACKS.join(' and ')}.`);
}
