import { version } from '../../package.json';
import { toHex } from '../common/hex.ts';
import type { Backend } from './backend.ts';
import { type ModelPack, templateFingerprint } from './model-pack.ts';

/** Name of the Cache Storage cache that keeps the choices. Unlike a database it holds up no deletion. */
const BACKEND_CACHE = 'inpage-face-backend';

/** After 30 days WebGPU gets another trial if WASM was faster: browsers and drivers improve. */
const TRIED_AGAIN_AFTER_MS = 30 * 24 * 60 * 60 * 1000;

interface Choice {
  kind: Backend['kind'];
  /** Milliseconds since 1970. */
  at: number;
}

/**
 * Remembers which backend was the faster one, for a GPU, a model pack and a version of the package, which brings its runtime.
 * If the browser lets nothing be stored, nothing is remembered.
 */
export class BackendMemory {
  readonly #key: string;

  private constructor(key: string) {
    this.#key = key;
  }

  /** @param gpu The adapter's name, as `probeEnvironment` tells it. */
  static async of(gpu: string, pack: ModelPack): Promise<BackendMemory> {
    const fingerprint = toHex(await templateFingerprint(pack));
    const parts = [gpu, fingerprint, version];
    return new BackendMemory(`/inpage-face-backend/${encodeURIComponent(parts.join('|'))}`);
  }

  async read(): Promise<Backend['kind'] | undefined> {
    const choice = await this.#stored().catch(() => undefined);
    if (!choice) return undefined;
    const isOver = choice.kind === 'wasm' && Date.now() - choice.at > TRIED_AGAIN_AFTER_MS;
    return isOver ? undefined : choice.kind;
  }

  async keep(kind: Backend['kind']): Promise<void> {
    const choice: Choice = { kind, at: Date.now() };
    await caches
      .open(BACKEND_CACHE)
      .then((cache) => cache.put(this.#key, Response.json(choice)))
      .catch(() => {});
  }

  async #stored(): Promise<Choice | undefined> {
    const response = await (await caches.open(BACKEND_CACHE)).match(this.#key);
    return (await response?.json()) as Choice | undefined;
  }
}
