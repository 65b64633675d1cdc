import type { DecisionThresholds } from '../contract/decision.ts';
import type { ReadingLimits } from '../media/limits.ts';
import type { Environment } from '../runtime/backend.ts';
import type { LoadProgress } from '../runtime/load-progress.ts';
import { ModelFiles } from '../runtime/model-files.ts';
import { fetchModelPack, type LocatedPack, packFrom } from '../runtime/model-pack.ts';
import type { OnnxRuntimeLoader } from '../runtime/onnx-runtime.ts';
import { type RuntimeOptions, startRuntime } from '../runtime/start-runtime.ts';
import { type CoreParts, EngineCore } from './engine-core.ts';

/** What an engine is built from. */
export interface EngineConfig extends RuntimeOptions {
  /** A model pack: the absolute URL of its manifest, or its manifest with the URLs of its files. */
  models: string | LocatedPack;
  thresholds: DecisionThresholds;
  /** How long reading may take; the defaults if undefined. */
  limits?: ReadingLimits;
}

/** What its thread may give it besides. */
export interface EngineSurroundings extends CoreParts {
  /** If it was probed already. */
  environment?: Environment;
  onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/** Builds what an engine stands on. @throws {ApiLiteError} BPE-001002 without a manifest. */
export async function buildEngineCore(
  { models, thresholds, limits, ...options }: EngineConfig,
  loadRuntime: OnnxRuntimeLoader,
  { environment, onProgress, ...parts }: EngineSurroundings = {},
): Promise<EngineCore> {
  const pack = typeof models === 'string' ? await fetchModelPack(models) : packFrom(models);
  const files = new ModelFiles(pack, onProgress);
  const runtime = await startRuntime(pack, files, loadRuntime, options, environment);
  return new EngineCore(runtime, thresholds, limits, parts);
}
