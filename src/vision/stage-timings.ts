/**
 * Where the time of a call went, in milliseconds, summed over its pictures and faces. A picture answered from the
 * cache adds to the total only.
 */
export interface StageTimings {
  /** From bytes to an upright bitmap. */
  decode: number;
  /** Scaling for the detector, its runs, and the choice among its boxes. */
  detect: number;
  /** The 68 landmarks of each face. */
  landmarks: number;
  /** Alignment of each face to the embedding model's input. */
  align: number;
  /** The embedding model's runs. */
  embed: number;
  /** The sum of the models' own run times: the floor of the stages above. */
  models: number;
  /** The whole call inside the worker, from its turn in the queue to its result. */
  total: number;
}

/** Timings of a call that has done nothing yet. */
export function noTimings(): StageTimings {
  return { decode: 0, detect: 0, landmarks: 0, align: 0, embed: 0, models: 0, total: 0 };
}
