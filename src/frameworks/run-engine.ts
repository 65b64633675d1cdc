import { createEngine, type EngineOptions, type FaceEngine, type LoadProgress } from '../index.ts';
import { errorOf } from './error-of.ts';

/** Options of `useEngine`: those of `createEngine`, but what ends it is the component's own end. */
export type UseEngineOptions = Omit<EngineOptions, 'signal'>;

/** Where a component's engine stands. */
export interface EngineState {
  /** The engine, from when its worker is up; undefined before, and on a server. Calls wait for the models they need. */
  readonly engine: FaceEngine | undefined;
  /** Whether the models that `extract` needs are loaded. */
  readonly isReady: boolean;
  /** How far those models are loaded; undefined before the first bytes. */
  readonly progress: LoadProgress | undefined;
  /** Why there is no engine, or why its models can't be loaded. */
  readonly error: Error | undefined;
}

/** Before there is an engine, and after it. */
export const NO_ENGINE: EngineState = {
  engine: undefined,
  isReady: false,
  progress: undefined,
  error: undefined,
};

/**
 * Starts an engine and loads its models, and tells of each step; nothing is told after the end.
 *
 * @returns ends the engine, whether it has started or not.
 */
export function runEngine(options: UseEngineOptions, onChange: (state: EngineState) => void): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let state = NO_ENGINE;
  void start(options, signal, (change) => {
    if (signal.aborted) return;
    state = { ...state, ...change };
    onChange(state);
  });
  return () => ending.abort();
}

/** Never fails: what goes wrong is told. */
async function start(
  options: UseEngineOptions,
  signal: AbortSignal,
  tell: (change: Partial<EngineState>) => void,
): Promise<void> {
  try {
    // React's StrictMode mounts, unmounts and mounts in one go: the mount that stays is the one that starts a worker.
    await undefined;
    signal.throwIfAborted();
    let isLoading = true;
    const engine = await createEngine({
      ...options,
      signal,
      onProgress: (progress) => {
        options.onProgress?.(progress);
        // Models that load later, when a call first needs them, do not take the app back to its start.
        if (isLoading) tell({ progress });
      },
    });
    disposeAtEnd(engine, signal);
    tell({ engine });
    await engine.load({ signal });
    isLoading = false;
    tell({ isReady: true });
  } catch (error) {
    tell({ error: errorOf(error) });
  }
}

function disposeAtEnd(engine: FaceEngine, signal: AbortSignal): void {
  if (signal.aborted) engine.dispose();
  else signal.addEventListener('abort', () => engine.dispose(), { once: true });
}
