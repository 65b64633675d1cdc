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
export interface BackendMemory {
  read(): Promise<Backend['kind'] | undefined>;
  keep(kind: Backend['kind']): Promise<void>;
}

/** @param gpu The adapter's name, as `probeEnvironment` tells it. */
export async function backendMemory(gpu: string, pack: ModelPack): Promise<BackendMemory> {
  const fingerprint = toHex(await templateFingerprint(pack));
  const key = `/inpage-face-backend/${encodeURIComponent([gpu, fingerprint, version].join('|'))}`;
  const stored = async (): Promise<Choice | undefined> => {
    const response = await (await caches.open(BACKEND_CACHE)).match(key);
    return (await response?.json()) as Choice | undefined;
  };
  return {
    async read() {
      const choice = await stored().catch(() => undefined);
      if (!choice) return undefined;
      const isOver = choice.kind === 'wasm' && Date.now() - choice.at > TRIED_AGAIN_AFTER_MS;
      return isOver ? undefined : choice.kind;
    },
    async keep(kind) {
      const choice: Choice = { kind, at: Date.now() };
      await caches
        .open(BACKEND_CACHE)
        .then((cache) => cache.put(key, Response.json(choice)))
        .catch(() => {});
    },
  };
}
