import { useEffect, useRef, useState } from 'react';
import { type EngineState, NO_ENGINE, runEngine, type UseEngineOptions } from '../frameworks/run-engine.ts';

/**
 * An engine for as long as the component is mounted: it starts when the component mounts in a browser, and is disposed
 * when it unmounts. Call it once, high in the tree, and hand the engine down by props or a context.
 *
 * @param options Read when the component mounts; to start another engine, give the component another `key`.
 */
export function useEngine(options: UseEngineOptions = {}): EngineState {
  const [state, setState] = useState(NO_ENGINE);
  const { current: optionsAtMount } = useRef(options);
  useEffect(() => {
    const end = runEngine(optionsAtMount, setState);
    return () => {
      end();
      // A tree that is hidden and shown again must not find the engine that is disposed.
      setState(NO_ENGINE);
    };
  }, [optionsAtMount]);
  return state;
}
