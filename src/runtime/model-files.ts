import { toHex } from '../common/hex.ts';
import { ApiLiteError, reasonOf } from '../contract/errors.ts';
import type { LoadProgress } from './load-progress.ts';
import type { PackFile } from './model-manifest.ts';
import type { ModelPack } from './model-pack.ts';

/** Name of the Cache Storage cache that keeps model files, keyed by their checksum. */
const MODEL_CACHE = 'inpage-face-models';

/**
 * Fetches a pack's files, keeps them in Cache Storage and reports progress over all files asked for so far.
 * A file whose SHA-256 differs from the manifest never leaves this class.
 */
export class ModelFiles {
  readonly #loaded = new Map<PackFile, number>();
  readonly #pack: ModelPack;
  readonly #onProgress: (progress: LoadProgress) => void;

  constructor(pack: ModelPack, onProgress: (progress: LoadProgress) => void = () => undefined) {
    this.#pack = pack;
    this.#onProgress = onProgress;
  }

  /**
   * The bytes of a file, from the cache or else from the pack's URL.
   *
   * @throws {ApiLiteError} BPE-001002 if the file is missing or altered.
   */
  async bytesOf(file: PackFile): Promise<Uint8Array<ArrayBuffer>> {
    this.#report(file, 0);
    const kept = await inCache(file, (cache, key) => cache.match(key));
    if (kept) {
      const cached = new Uint8Array(await kept.arrayBuffer());
      if (await matches(cached, file)) {
        this.#report(file, cached.byteLength);
        return cached;
      }
      await inCache(file, (cache, key) => cache.delete(key));
    }
    const fetched = await this.#fetch(file);
    if (!(await matches(fetched, file))) {
      throw fileError(file, `${this.#pack.urlOf(file)} is altered: its SHA-256 differs from the manifest's`);
    }
    await inCache(file, (cache, key) => cache.put(key, new Response(fetched)));
    return fetched;
  }

  async #fetch(file: PackFile): Promise<Uint8Array<ArrayBuffer>> {
    const url = this.#pack.urlOf(file);
    try {
      const response = await fetch(url);
      if (!response.ok || !response.body) throw new Error(`HTTP status ${response.status}`);
      return await this.#read(file, response.body);
    } catch (cause) {
      if (cause instanceof ApiLiteError) throw cause;
      throw fileError(file, `${url} can't be fetched (${reasonOf(cause)})`, cause);
    }
  }

  async #read(
    file: PackFile,
    body: ReadableStream<Uint8Array<ArrayBuffer>>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(file.bytes);
    let length = 0;
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length + value.byteLength > bytes.byteLength) {
        await reader.cancel();
        throw fileError(file, `${this.#pack.urlOf(file)} is larger than the manifest says`);
      }
      bytes.set(value, length);
      length += value.byteLength;
      this.#report(file, length);
    }
    return bytes.subarray(0, length);
  }

  #report(file: PackFile, loaded: number): void {
    this.#loaded.set(file, loaded);
    let sum = 0;
    let total = 0;
    for (const [entry, bytes] of this.#loaded) {
      sum += bytes;
      total += entry.bytes;
    }
    this.#onProgress({ file: file.file, loaded: sum, total });
  }
}

async function matches(bytes: Uint8Array<ArrayBuffer>, file: PackFile): Promise<boolean> {
  if (bytes.byteLength !== file.bytes) return false;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return toHex(digest) === file.sha256;
}

/** The cache is an optimisation: if the browser has none, or its disk is full, the network serves. */
async function inCache<Result>(
  { sha256 }: PackFile,
  action: (cache: Cache, key: string) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    const cache = await globalThis.caches?.open(MODEL_CACHE);
    const key = new URL(`/inpage-face-models/${sha256}`, globalThis.location.origin).href;
    return cache && (await action(cache, key));
  } catch {
    return undefined;
  }
}

function fileError({ name }: PackFile, what: string, cause?: unknown): ApiLiteError {
  const part = name === undefined ? 'cohort' : `model ${name}`;
  const message = `The ${part} can't work: ${what}. Serve the pack's own files, then call again.`;
  return new ApiLiteError('BPE-001002', message, { cause });
}
