import { checkDecisionThresholds, DEFAULT_DECISION_THRESHOLDS } from '../contract/decision.ts';
import type { EngineOptions } from '../engine/face-engine.ts';
import type { WorkerConfig } from './protocol.ts';

/** Checks an app's options and fills in the defaults. @throws {TypeError} naming the option. */
export function workerConfig(options: EngineOptions): Omit<WorkerConfig, 'lock'> {
  const { models, backend = 'auto', threads, thresholds } = options;
  if (!['auto', 'webgpu', 'wasm'].includes(backend)) {
    throw new TypeError(`options.backend must be 'auto', 'webgpu' or 'wasm', not ${String(backend)}`);
  }
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1)) {
    throw new TypeError('options.threads must be a whole number from 1 on');
  }
  return {
    backend,
    thresholds: checkDecisionThresholds({ ...DEFAULT_DECISION_THRESHOLDS, ...thresholds }),
    ...(threads !== undefined && { threads }),
    ...(models !== undefined && { models: absoluteUrl(models) }),
  };
}

function absoluteUrl(url: string | URL): string {
  try {
    return new URL(url, globalThis.document?.baseURI ?? globalThis.location.href).href;
  } catch {
    throw new TypeError(`options.models must be a URL, not ${String(url)}`);
  }
}
