import { toHex } from '../common/hex.ts';
import { ApiLiteError, reasonOf } from '../contract/errors.ts';
import type { LoadProgress } from './load-progress.ts';
import type { PackFile } from './model-manifest.ts';
import type { DownloadOptions, ModelPack } from './model-pack.ts';
import { withLock } from './with-lock.ts';

/** Name of the Cache Storage cache that keeps model files, keyed by their checksum. */
const MODEL_CACHE = 'inpage-face-models';

/** Where a download stands still in another tab or thread, this one begins its own after so long. */
const DOWNLOAD_PATIENCE_MS = 20_000;

/**
 * Fetches a pack's files, each once at a time in all tabs and threads, keeps them in Cache Storage and
 * reports progress over all files asked for so far. A file whose SHA-256 differs from the manifest never leaves this class.
 */
export class ModelFiles {
  readonly #loaded = new Map<PackFile, number>();
  readonly #pack: ModelPack;
  readonly #onProgress: (progress: LoadProgress) => void;
  readonly #download: DownloadOptions;

  constructor(
    pack: ModelPack,
    onProgress: (progress: LoadProgress) => void = () => undefined,
    download: DownloadOptions = {},
  ) {
    this.#pack = pack;
    this.#onProgress = onProgress;
    this.#download = download;
  }

  /**
   * The bytes of a file, from the cache or else from the pack's URL.
   *
   * @throws {ApiLiteError} BPE-001002 if the file is missing or altered.
   */
  async bytesOf(file: PackFile): Promise<Uint8Array<ArrayBuffer>> {
    this.#report(file, 0);
    return (await this.#kept(file)) ?? (await this.#fetchAlone(file));
  }

  /** Fetches a file unless it is kept. @throws {ApiLiteError} BPE-001002 if it is missing or altered. */
  async keep(file: PackFile): Promise<void> {
    if (!(await inCache(file, (cache, key) => cache.match(key)))) await this.bytesOf(file);
  }

  async #kept(file: PackFile): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const kept = await inCache(file, (cache, key) => cache.match(key));
    if (!kept) return undefined;
    const bytes = new Uint8Array(await kept.arrayBuffer());
    if (await matches(bytes, file)) {
      this.#report(file, bytes.byteLength);
      return bytes;
    }
    await inCache(file, (cache, key) => cache.delete(key));
    return undefined;
  }

  /** While nobody else fetches it; whoever did so meanwhile has kept it. */
  #fetchAlone(file: PackFile): Promise<Uint8Array<ArrayBuffer>> {
    return withLock(`inpage-face-model-${file.sha256}`, { patience: DOWNLOAD_PATIENCE_MS }, async () => {
      this.#download.signal?.throwIfAborted();
      const kept = await this.#kept(file);
      if (kept) return kept;
      const fetched = await this.#fetch(file);
      if (!(await matches(fetched, file))) {
        throw fileError(
          file,
          `${this.#pack.urlOf(file)} is altered: its SHA-256 differs from the manifest's`,
        );
      }
      await inCache(file, (cache, key) => cache.put(key, new Response(fetched)));
      return fetched;
    });
  }

  async #fetch(file: PackFile): Promise<Uint8Array<ArrayBuffer>> {
    const url = this.#pack.urlOf(file);
    try {
      const response = await fetch(url, this.#download);
      if (!response.ok || !response.body) throw new Error(`HTTP status ${response.status}`);
      return await this.#read(file, response.body);
    } catch (cause) {
      this.#download.signal?.throwIfAborted();
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
