import type { WorkerConfig } from '../crossing/worker-protocol.ts';
import type { LoadProgress } from '../page/face-engine.ts';
import type { Environment } from '../runtime/backend.ts';
import { ModelFiles } from '../runtime/model-files.ts';
import { fetchModelPack, packFrom } from '../runtime/model-pack.ts';
import type { OnnxRuntimeLoader } from '../runtime/onnx-runtime.ts';
import { startRuntime } from '../runtime/start-runtime.ts';
import type { TemplateCache } from '../templates/cache/template-cache.ts';
import { EngineCore } from './engine-core.ts';

/** What a core is built from. */
export type CoreConfig = Pick<WorkerConfig, 'models' | 'backend' | 'threads' | 'thresholds'>;

/** What a core may have besides. */
export interface CoreParts {
  /** Where it was probed already. */
  environment?: Environment;
  onProgress?: ((progress: LoadProgress) => void) | undefined;
  /** Gives the cache of templates; without it nothing is kept. */
  openCache?: () => Promise<TemplateCache | undefined>;
}

/** Builds the engine's core from a configuration. @throws {ApiLiteError} BPE-001002 without a manifest. */
export async function buildEngineCore(
  config: CoreConfig,
  loadRuntime: OnnxRuntimeLoader,
  { environment, onProgress, openCache }: CoreParts = {},
): Promise<EngineCore> {
  const pack =
    typeof config.models === 'string' ? await fetchModelPack(config.models) : packFrom(config.models);
  const files = new ModelFiles(pack, onProgress);
  const runtime = await startRuntime(pack, files, loadRuntime, config.backend, config.threads, environment);
  return new EngineCore(runtime, config.thresholds, openCache);
}
