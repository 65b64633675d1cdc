import { type RefObject, useEffect, useState } from 'react';
import {
  type LiveSource,
  NOTHING_SEEN,
  runWatch,
  type UseWatchOptions,
  type WatchState,
} from '../frameworks/run-watch.ts';
import type { FaceEngine } from '../index.ts';

/** A source, or the ref of one; without one nothing is watched. */
export type WatchTarget = LiveSource | RefObject<LiveSource | null> | null | undefined;

/**
 * Follows the faces of a live video while the component is mounted: each frame renders the component anew, at the pace
 * of the work. Another engine, source or option begins a new watch.
 *
 * @param engine The engine of `useEngine`; nothing is watched before it is there.
 * @param target A `<video>`, a stream or a track, or the ref of one.
 */
export function useWatch(
  engine: FaceEngine | undefined,
  target: WatchTarget,
  options: UseWatchOptions = {},
): WatchState {
  const [state, setState] = useState(NOTHING_SEEN);
  const source = useSource(target);
  const kept = useSame(options);
  useEffect(() => {
    if (!engine || !source) return;
    const end = runWatch(engine, source, kept, setState);
    return () => {
      end();
      setState(NOTHING_SEEN);
    };
  }, [engine, source, kept]);
  return state;
}

/** The source itself. A ref does not tell that it holds another one; the render that changed it does. */
function useSource(target: WatchTarget): LiveSource | null | undefined {
  const [held, setHeld] = useState<LiveSource | null>(null);
  useEffect(() => setHeld(isRef(target) ? target.current : null));
  return isRef(target) ? held : target;
}

function isRef(target: WatchTarget): target is RefObject<LiveSource | null> {
  return target ? 'current' in target : false;
}

/** The options of an earlier render for as long as they say the same: apps write them anew in each. */
function useSame<Options extends object>(options: Options): Options {
  const [kept, keep] = useState(options);
  if (isSame(kept, options)) return kept;
  keep(options);
  return options;
}

function isSame(one: object, other: object): boolean {
  const others = new Map(Object.entries(other));
  const entries = Object.entries(one);
  return (
    entries.length === others.size && entries.every(([name, value]) => Object.is(value, others.get(name)))
  );
}
