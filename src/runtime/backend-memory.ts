import { version } from '../../package.json';
import { toHex } from '../common/hex.ts';
import type { Backend } from './backend.ts';
import { keep, readKept } from './kept-json.ts';
import { type ModelPack, templateFingerprint } from './model-pack.ts';

const BACKEND_CACHE = 'inpage-face-backend';

/** After 30 days WebGPU gets another trial if WASM was faster: browsers and drivers improve. */
const TRIED_AGAIN_AFTER_MS = 30 * 24 * 60 * 60 * 1000;

interface Choice {
  kind: Backend['kind'];
  /** Milliseconds since 1970. */
  at: number;
}

export type BackendMemory = Awaited<ReturnType<typeof backendMemory>>;

/**
 * Remembers which backend was the faster one, for a GPU, a model pack and a version of the package, which brings its runtime.
 * If the browser lets nothing be stored, nothing is remembered.
 *
 * @param gpu The adapter's name, as `probeEnvironment` tells it.
 */
export async function backendMemory(gpu: string, pack: ModelPack) {
  const fingerprint = toHex(await templateFingerprint(pack));
  const key = `/inpage-face-backend/${encodeURIComponent([gpu, fingerprint, version].join('|'))}`;
  return {
    async read(): Promise<Backend['kind'] | undefined> {
      const choice = (await readKept(BACKEND_CACHE, key)) as Choice | undefined;
      if (!choice) return undefined;
      const isOver = choice.kind === 'wasm' && Date.now() - choice.at > TRIED_AGAIN_AFTER_MS;
      return isOver ? undefined : choice.kind;
    },
    keep: (kind: Backend['kind']): Promise<void> =>
      keep(BACKEND_CACHE, key, { kind, at: Date.now() } satisfies Choice),
  };
}
