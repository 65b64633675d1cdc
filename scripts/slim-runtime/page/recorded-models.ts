/** A model that is run while the runtime's functions are recorded. */
export interface RecordedModel {
  url: string;
  /** Shapes of its one input. */
  shapes: readonly (readonly number[])[];
}

/** What a worker is asked to run. */
export interface SessionsRequest {
  models: readonly RecordedModel[];
  threads: number;
}
