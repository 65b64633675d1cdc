import { toHex } from '../common/hex.ts';
import { ApiLiteError, reasonOf } from '../contract/errors.ts';
import type { ModelEntry } from './model-manifest.ts';
import type { ModelPack } from './model-pack.ts';

/** How far the model pack is loaded. */
export interface LoadProgress {
  /** The file the bytes last arrived for. */
  file: string;
  /** Bytes of all files of this load that have arrived or were in the cache. */
  loaded: number;
  /** Bytes of all files of this load. */
  total: number;
}

/** Name of the Cache Storage cache that keeps model files, keyed by their checksum. */
const MODEL_CACHE = 'inpage-face-models';

/**
 * Fetches a pack's files, keeps them in Cache Storage and reports progress over all files asked for so far.
 * A file whose SHA-256 differs from the manifest never leaves this class.
 */
export class ModelFiles {
  readonly #loaded = new Map<ModelEntry, number>();
  readonly #pack: ModelPack;
  readonly #onProgress: (progress: LoadProgress) => void;

  constructor(pack: ModelPack, onProgress: (progress: LoadProgress) => void = () => undefined) {
    this.#pack = pack;
    this.#onProgress = onProgress;
  }

  /**
   * The bytes of a model, from the cache or else from the pack's URL.
   *
   * @throws {ApiLiteError} BPE-001002 if the file is missing or altered.
   */
  async bytesOf(model: ModelEntry): Promise<Uint8Array<ArrayBuffer>> {
    this.#report(model, 0);
    const kept = await inCache(model, (cache, key) => cache.match(key));
    if (kept) {
      const cached = new Uint8Array(await kept.arrayBuffer());
      if (await matches(cached, model)) {
        this.#report(model, cached.byteLength);
        return cached;
      }
      await inCache(model, (cache, key) => cache.delete(key));
    }
    const fetched = await this.#fetch(model);
    if (!(await matches(fetched, model))) {
      throw modelError(
        model,
        `${this.#pack.urlOf(model)} is altered: its SHA-256 differs from the manifest's`,
      );
    }
    await inCache(model, (cache, key) => cache.put(key, new Response(fetched)));
    return fetched;
  }

  async #fetch(model: ModelEntry): Promise<Uint8Array<ArrayBuffer>> {
    const url = this.#pack.urlOf(model);
    try {
      const response = await fetch(url);
      if (!response.ok || !response.body) throw new Error(`HTTP status ${response.status}`);
      return await this.#read(model, response.body);
    } catch (cause) {
      if (cause instanceof ApiLiteError) throw cause;
      throw modelError(model, `${url} can't be fetched (${reasonOf(cause)})`, cause);
    }
  }

  async #read(
    model: ModelEntry,
    body: ReadableStream<Uint8Array<ArrayBuffer>>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(model.bytes);
    let length = 0;
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length + value.byteLength > bytes.byteLength) {
        await reader.cancel();
        throw modelError(model, `${this.#pack.urlOf(model)} is larger than the manifest says`);
      }
      bytes.set(value, length);
      length += value.byteLength;
      this.#report(model, length);
    }
    return bytes.subarray(0, length);
  }

  #report(model: ModelEntry, loaded: number): void {
    this.#loaded.set(model, loaded);
    let sum = 0;
    let total = 0;
    for (const [entry, bytes] of this.#loaded) {
      sum += bytes;
      total += entry.bytes;
    }
    this.#onProgress({ file: model.file, loaded: sum, total });
  }
}

async function matches(bytes: Uint8Array<ArrayBuffer>, model: ModelEntry): Promise<boolean> {
  if (bytes.byteLength !== model.bytes) return false;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return toHex(digest) === model.sha256;
}

/** The cache is an optimisation: if the browser has none, or its disk is full, the network serves. */
async function inCache<Result>(
  { sha256 }: ModelEntry,
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

function modelError(model: ModelEntry, what: string, cause?: unknown): ApiLiteError {
  const message = `The model ${model.name} can't work: ${what}. Serve the pack's own files, then call again.`;
  return new ApiLiteError('BPE-001002', message, { cause });
}
