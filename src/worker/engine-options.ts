import {
  checkDecisionThresholds,
  DEFAULT_DECISION_THRESHOLDS,
  type DecisionThresholds,
} from '../contract/decision.ts';
import type { CacheOptions } from '../engine/engine-cache.ts';
import type { EngineOptions } from '../engine/face-engine.ts';
import type { EngineFiles } from './engine-files.ts';
import type { WorkerConfig } from './protocol.ts';

/**
 * Checks an app's options and fills in the defaults.
 *
 * @param files The files that come with the package.
 * @throws {TypeError} naming the option.
 */
export function workerConfig(options: EngineOptions, files: EngineFiles): Omit<WorkerConfig, 'lock'> {
  const { models, backend = 'auto', threads, thresholds, cache = {} } = options;
  if (!['auto', 'webgpu', 'wasm'].includes(backend)) {
    throw new TypeError(`options.backend must be 'auto', 'webgpu' or 'wasm', not ${String(backend)}`);
  }
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1)) {
    throw new TypeError('options.threads must be a whole number from 1 on');
  }
  return {
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
