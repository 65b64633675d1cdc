import { checkOptions } from '../common/check-options.ts';
import {
  checkDecisionThresholds,
  DEFAULT_DECISION_THRESHOLDS,
  type DecisionThresholds,
} from '../contract/decision.ts';
import type { WorkerConfig } from '../crossing/worker-protocol.ts';
import { DEFAULT_READING_LIMITS, type ReadingLimits } from '../media/limits.ts';
import type { RuntimeChoice } from '../runtime/backend.ts';
import type { CacheOptions } from '../templates/cache/cache-info.ts';
import { appUrl } from './app-url.ts';
import type { EngineOptions } from './face-engine.ts';
import { OPTION_NAMES } from './option-names.ts';
import type { PackageFiles } from './package-files.ts';

/** What the page keeps, and what it tells each worker. */
export interface EngineSettings extends WorkerConfig {
  files: PackageFiles;
  workers: number;
  runtime: RuntimeChoice;
}

/** Each worker holds a runtime and the models: some 100 MB. */
const MAX_WORKERS = 16;

/** As many by `auto` if there are so many cores; more gain little, as they share the memory's bandwidth. */
const AUTO_WORKERS = 4;

/**
 * Checks an app's options and fills in the defaults.
 *
 * @param files The files that come with the package.
 * @throws {TypeError} naming the option.
 */
export function engineSettings(options: EngineOptions, files: PackageFiles): EngineSettings {
  checkOptions(options, OPTION_NAMES.engine, 'createEngine() options');
  const { models, workers = 1, thresholds = {}, cache = {} } = options;
  if (workers !== 'auto' && !(Number.isInteger(workers) && workers >= 1 && workers <= MAX_WORKERS)) {
    throw new TypeError(`options.workers must be 'auto' or a whole number from 1 to ${MAX_WORKERS}`);
  }
  const cores = globalThis.navigator?.hardwareConcurrency ?? 1;
  const size = workers === 'auto' ? Math.min(cores, AUTO_WORKERS) : workers;
  const threads = options.threads ?? (size > 1 ? Math.max(1, Math.floor(cores / size)) : undefined);
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1)) {
    throw new TypeError('options.threads must be a whole number from 1 on');
  }
  return {
    workers: size,
    ...checkedRuntime(options),
    models: models === undefined ? files.pack : appUrl(models, 'models'),
    files,
    thresholds: checkDecisionThresholds(withDefaults(thresholds)),
    limits: checkedLimits(options.limits ?? {}),
    cache: cache === false ? false : checkedCache(cache),
    ...(threads !== undefined && { threads }),
  };
}

/** What the models are to run on. @throws {TypeError} naming the option. */
export function checkedRuntime({
  backend = 'auto',
  runtime = 'slim',
}: Pick<EngineOptions, 'backend' | 'runtime'>): Pick<EngineSettings, 'backend' | 'runtime'> {
  if (!['auto', 'webgpu', 'wasm'].includes(backend)) {
    throw new TypeError(`options.backend must be 'auto', 'webgpu' or 'wasm', not ${String(backend)}`);
  }
  if (!['slim', 'full'].includes(runtime)) {
    throw new TypeError(`options.runtime must be 'slim' or 'full', not ${String(runtime)}`);
  }
  return { backend, runtime };
}

/** A threshold that is there but undefined counts as not given. */
function withDefaults(thresholds: Partial<DecisionThresholds>): DecisionThresholds {
  checkOptions(thresholds, OPTION_NAMES.thresholds, 'options.thresholds');
  const { approved, operatorRequired } = DEFAULT_DECISION_THRESHOLDS;
  return {
    approved: thresholds.approved ?? approved,
    operatorRequired: thresholds.operatorRequired ?? operatorRequired,
  };
}

function checkedLimits(limits: Partial<ReadingLimits>): ReadingLimits {
  checkOptions(limits, OPTION_NAMES.limits, 'options.limits');
  const checked = { ...DEFAULT_READING_LIMITS };
  for (const name of ['pictureTime', 'mediumTime'] as const) {
    const most = DEFAULT_READING_LIMITS[name];
    const { [name]: limit = most } = limits;
    if (!(limit >= 1 && limit <= most)) {
      throw new TypeError(`options.limits.${name} must be a number of milliseconds from 1 to ${most}`);
    }
    checked[name] = limit;
  }
  return checked;
}

function checkedCache(cache: CacheOptions): CacheOptions {
  checkOptions(cache, OPTION_NAMES.cache, 'options.cache (false, or an object)');
  const { maxEntries, maxAge } = cache;
  if (maxEntries !== undefined && !(Number.isInteger(maxEntries) && maxEntries >= 1)) {
    throw new TypeError('options.cache.maxEntries must be a whole number from 1 on');
  }
  if (maxAge !== undefined && !(maxAge >= 1)) {
    throw new TypeError('options.cache.maxAge must be a number of milliseconds from 1 on');
  }
  return { ...(maxEntries !== undefined && { maxEntries }), ...(maxAge !== undefined && { maxAge }) };
}
