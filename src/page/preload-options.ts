import type { CallOptions } from '../contract/methods.ts';
import type { EngineOptions } from './face-engine.ts';

/** Options of {@link preload}: those of `createEngine` that say which files it needs. */
export interface PreloadOptions
  extends CallOptions,
    Pick<EngineOptions, 'models' | 'assets' | 'backend' | 'runtime'> {
  /** Whether to fetch what only liveness needs, too: its model and the readers of videos. Default false. */
  liveness?: boolean;
  /** Whether to fetch the models that only quality needs, too. Default false. */
  quality?: boolean;
}
