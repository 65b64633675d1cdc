import {
  checkDecisionThresholds,
  DEFAULT_DECISION_THRESHOLDS,
  type DecisionThresholds,
} from '../contract/decision.ts';
import type { WorkerConfig } from '../crossing/worker-protocol.ts';
import type { CacheOptions } from '../engine/engine-cache.ts';
import type { RuntimeFiles } from '../runtime/onnx-runtime.ts';
import type { EngineFiles } from './engine-files.ts';
import type { EngineOptions } from './face-engine.ts';

/** What the page keeps, and what it tells each worker. */
export interface EngineConfig extends Omit<WorkerConfig, 'lock'> {
  runtime: RuntimeFiles;
  /** How many workers there may be at most. */
  workers: number;
}

/** Each worker holds a runtime and the models: some 100 MB. */
const MAX_WORKERS = 16;

/** As many by `auto` where there are so many cores; more gain little, as they share the memory's bandwidth. */
const AUTO_WORKERS = 4;

/**
 * Checks an app's options and fills in the defaults.
 *
 * @param files The files that come with the package.
 * @throws {TypeError} naming the option.
 */
export function engineConfig(options: EngineOptions, files: EngineFiles): EngineConfig {
  const { models, backend = 'auto', workers = 1, thresholds, cache = {} } = options;
  if (workers !== 'auto' && !(Number.isInteger(workers) && workers >= 1 && workers <= MAX_WORKERS)) {
    throw new TypeError(`options.workers must be 'auto' or a whole number from 1 to ${MAX_WORKERS}`);
  }
  const cores = globalThis.navigator?.hardwareConcurrency ?? 1;
  const size = workers === 'auto' ? Math.min(cores, AUTO_WORKERS) : workers;
  const threads = options.threads ?? (size > 1 ? Math.max(1, Math.floor(cores / size)) : undefined);
  if (!['auto', 'webgpu', 'wasm'].includes(backend)) {
    throw new TypeError(`options.backend must be 'auto', 'webgpu' or 'wasm', not ${String(backend)}`);
  }
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1)) {
    throw new TypeError('options.threads must be a whole number from 1 on');
  }
  return {
    workers: size,
    backend,
    models: models === undefined ? files.pack : absoluteUrl(models),
    runtime: files.runtime,
    thresholds: checkDecisionThresholds(withDefaults(thresholds)),
    cache: cache === false ? false : checkedCache(cache),
    ...(threads !== undefined && { threads }),
  };
}

/** A threshold that is there but undefined counts as not given. */
function withDefaults(thresholds: EngineOptions['thresholds']): DecisionThresholds {
  const { approved, operatorRequired } = DEFAULT_DECISION_THRESHOLDS;
  return {
    approved: thresholds?.approved ?? approved,
    operatorRequired: thresholds?.operatorRequired ?? operatorRequired,
  };
}

function checkedCache(cache: CacheOptions): CacheOptions {
  if (typeof cache !== 'object' || cache === null) {
    throw new TypeError('options.cache must be false or an object with maxEntries and maxAge');
  }
  const { maxEntries, maxAge } = cache;
  if (maxEntries !== undefined && !(Number.isInteger(maxEntries) && maxEntries >= 1)) {
    throw new TypeError('options.cache.maxEntries must be a whole number from 1 on');
  }
  if (maxAge !== undefined && !(maxAge >= 1)) {
    throw new TypeError('options.cache.maxAge must be a number of milliseconds from 1 on');
  }
  return { ...(maxEntries !== undefined && { maxEntries }), ...(maxAge !== undefined && { maxAge }) };
}

function absoluteUrl(url: string | URL): string {
  try {
    return new URL(url, globalThis.document?.baseURI ?? globalThis.location.href).href;
  } catch {
    throw new TypeError(`options.models must be a URL, not ${String(url)}`);
  }
}
