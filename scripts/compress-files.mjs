// Compressed copies of files to be served, beside them: hosts send them to browsers that take them.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** What is not compressed already, and is fetched by visitors. */
const COMPRESSIBLE = /\.(html|css|m?js|json|webmanifest|svg|txt|wasm|onnx|bin)$/;

/** A copy that saves less is not worth its place. */
const LEAST_SAVING = 0.03;

/** @type {Record<string, (bytes: Uint8Array) => Promise<Buffer>>} */
const COMPRESSORS = {
  '.br': (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  '.gz': (bytes) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
};

/** The endings of compressed copies. */
export const COPY_ENDINGS = Object.keys(COMPRESSORS);

/**
 * Writes compressed copies of a folder's files beside them, where they save something.
 *
 * @param {string} folder
 * @param {readonly string[]} endings `.br`, `.gz`
 * @param {string} [kept] a folder that keeps what was made, by content, for the next time
 * @returns {Promise<number>} how many copies there are
 */
export async function compressFiles(folder, endings, kept) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const work = paths.flatMap((path) => endings.map((ending) => ({ path, ending })));
  let copies = 0;
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      for (let next = work.pop(); next; next = work.pop()) {
        if (await compressFile(next.path, next.ending, kept)) copies++;
      }
    }),
  );
  return copies;
}

/**
 * @param {string} path
 * @param {string} ending
 * @param {string | undefined} kept
 * @returns {Promise<boolean>} whether it saves something
 */
async function compressFile(path, ending, kept) {
  const bytes = await readFile(path);
  const known = kept && join(kept, digest(bytes) + extname(path) + ending);
  const copy = path + ending;
  if (known && existsSync(known)) {
    await copyFile(known, copy);
  } else {
    const compressed = (await COMPRESSORS[ending]?.(bytes)) ?? bytes;
    await write(copy, compressed);
    if (known) {
      await mkdir(kept, { recursive: true });
      await write(known, compressed);
    }
  }
  const { length } = await readFile(copy);
  if (length <= bytes.length * (1 - LEAST_SAVING)) return true;
  await rm(copy);
  return false;
}

/** @param {Uint8Array} bytes */
function digest(bytes) {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}

/** At once, and whole: a server may read it. @param {string} path @param {Uint8Array} bytes */
async function write(path, bytes) {
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, bytes);
  await rename(part, path);
}
