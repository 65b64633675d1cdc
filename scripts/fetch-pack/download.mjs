// Plain JavaScript: it is in the package's command line too.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { SetupError } from '../project.mjs';

/** @typedef {{ url: string, bytes: number, sha256: string }} RemoteFile */

/** A connection may break; what has arrived is kept, so the next attempt has less to do. */
const ATTEMPTS = 3;

/**
 * Fetches a file. What arrives is kept beside it as `PATH.part`, until it is whole and its checksum is right: a later
 * call goes on where an earlier one ended.
 *
 * @param {RemoteFile} file
 * @param {string} path
 * @param {(arrived: number) => void} onProgress told how many bytes are there
 * @throws {SetupError} if the file can't be fetched or is another
 */
export async function download(file, path, onProgress = () => {}) {
  const part = `${path}.part`;
  for (let attempt = 1; ; attempt++) {
    const kept = await sizeOf(part);
    try {
      if (kept < file.bytes) await fetchRest(file, part, kept, onProgress);
    } catch (error) {
      if (error instanceof SetupError) throw error;
      if (attempt < ATTEMPTS) continue;
      const there = await sizeOf(part);
      throw new SetupError(
        `${file.url} can't be fetched (${reasonOf(error)}). Run this again: ${there} of ${file.bytes} bytes are kept.`,
      );
    }
    const digest = await digestOf(part);
    if (digest === file.sha256) break;
    // What was kept may be of another file, or cut within: once more from the beginning.
    await rm(part);
    if (kept === 0)
      throw new SetupError(`${file.url} is another file: its sha256 is ${digest}, not ${file.sha256}.`);
  }
  await rename(part, path);
}

/**
 * @param {RemoteFile} file
 * @param {string} part
 * @param {number} kept bytes that are there already
 * @param {(arrived: number) => void} onProgress
 */
async function fetchRest({ url, bytes }, part, kept, onProgress) {
  const response = await fetch(url, kept > 0 ? { headers: { Range: `bytes=${kept}-` } } : {});
  const continues =
    response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${kept}-`);
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    // 416: what is kept has no rest, so it is of another file.
    if (response.status === 416) await rm(part);
    throw new Error(`HTTP status ${response.status}`);
  }
  let arrived = continues ? kept : 0;
  const target = await open(part, continues ? 'a' : 'w');
  try {
    for await (const chunk of response.body) {
      arrived += chunk.length;
      if (arrived > bytes) throw new SetupError(`${url} is another file: it has more than ${bytes} bytes.`);
      await target.write(chunk);
      onProgress(arrived);
    }
  } finally {
    await target.close();
  }
  if (arrived < bytes) throw new Error(`the connection ended after ${arrived} of ${bytes} bytes`);
}

/** @param {string} path */
async function sizeOf(path) {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

/** @param {string} path */
async function digestOf(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** @param {unknown} error fetch tells what went wrong in its error's cause */
function reasonOf(error) {
  const { cause = error } = /** @type {Error} */ (error);
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
