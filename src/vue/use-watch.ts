import { type ComputedRef, computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue';
import {
  type LiveSource,
  NOTHING_SEEN,
  runWatch,
  type UseWatchOptions,
  type WatchState,
} from '../frameworks/run-watch.ts';
import type { FaceEngine } from '../index.ts';

/** What a watch has seen, each part as a ref. */
export type WatchRefs = { readonly [Name in keyof WatchState]: ComputedRef<WatchState[Name]> };

/**
 * Follows the faces of a live video until the component is unmounted, at the pace of the work. Another engine, source or
 * option begins a new watch.
 *
 * @param engine The engine of `useEngine`; nothing is watched before it is there.
 * @param source A `<video>`, a stream or a track, most often the template ref of a `<video>`.
 */
export function useWatch(
  engine: MaybeRefOrGetter<FaceEngine | undefined>,
  source: MaybeRefOrGetter<LiveSource | null | undefined>,
  options: MaybeRefOrGetter<UseWatchOptions> = {},
): WatchRefs {
  const state = shallowRef(NOTHING_SEEN);
  watch(
    // A copy of the options reads each of them, so that a change in a reactive object is seen.
    [() => toValue(engine), () => toValue(source), () => ({ ...toValue(options) })] as const,
    ([currentEngine, currentSource, currentOptions], _, onCleanup) => {
      state.value = NOTHING_SEEN;
      if (!currentEngine || !currentSource) return;
      const end = runWatch(currentEngine, currentSource, currentOptions, (changed) => {
        state.value = changed;
      });
      onCleanup(end);
    },
    { immediate: true },
  );
  return { frame: computed(() => state.value.frame), error: computed(() => state.value.error) };
}
