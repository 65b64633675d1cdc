import { type ComputedRef, computed, onMounted, onScopeDispose, shallowRef } from 'vue';
import { type EngineState, NO_ENGINE, runEngine, type UseEngineOptions } from '../frameworks/run-engine.ts';

/** Where a component's engine stands, each part as a ref. */
export type EngineRefs = { readonly [Name in keyof EngineState]: ComputedRef<EngineState[Name]> };

/**
 * An engine for as long as the component is mounted: it starts when the component is mounted in a browser, and is
 * disposed when it is unmounted. Call it once in the `setup` of a component high in the tree, and hand the engine down by
 * props or `provide`. Elsewhere it is kept in a `shallowRef`: an engine behind a reactive proxy does not work.
 *
 * @param options Read when the component is mounted.
 */
export function useEngine(options: UseEngineOptions = {}): EngineRefs {
  const state = shallowRef(NO_ENGINE);
  let end = () => {};
  onMounted(() => {
    end = runEngine(options, (changed) => {
      state.value = changed;
    });
  });
  onScopeDispose(() => {
    end();
    state.value = NO_ENGINE;
  });
  return {
    engine: computed(() => state.value.engine),
    isReady: computed(() => state.value.isReady),
    progress: computed(() => state.value.progress),
    error: computed(() => state.value.error),
  };
}
