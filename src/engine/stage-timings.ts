import type { StageTimings } from './face-engine.ts';

/** Timings of a call that has done nothing yet. */
export function noTimings(): StageTimings {
  return { decode: 0, detect: 0, landmarks: 0, align: 0, embed: 0, models: 0, total: 0 };
}
