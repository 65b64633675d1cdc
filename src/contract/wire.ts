/**
 * The JSON of API Lite as it stands on the wire. snake_case lives in these types only.
 * Source: the API Lite reference, methods `version` to `extract_and_compare_n` and liveness.
 */

/** `GET /version`: versions of the components in use. */
export interface VersionResponse {
  /** This package's version. */
  core: string;
  /** The inference runtime and backend, e.g. `onnxruntime-web 1.30.0 (wasm, 2 threads)`. */
  tfss: string;
  /** The models of the pack in use. */
  models: {
    /** The model's name in its pack. */
    name: string;
    /** The model's version. */
    version: string;
  }[];
}

/** Answer of both health methods: 0 works, 3 is inoperative and `message` gives the reason. */
export interface HealthResponse {
  /** 0 works, 3 is inoperative. */
  status: 0 | 3;
  /** The reason if it is inoperative. */
  message: string;
}

/** What a comparison score suggests: accept, let a person look, or reject. */
export type Decision = 'approved' | 'operator_required' | 'declined';

/** Answer of `compare` and `extract_and_compare`. */
export interface CompareResponse {
  /** Comparison score, 0 to 1: 0.50 stands at FMR 1e-2, 0.85 at FMR 1e-4, 1 at identity. */
  score: number;
  /** What the score suggests under the thresholds in force. */
  decision: Decision;
}

/** Answer of `verify`: over HTTP the two parts of a multipart body. */
export interface VerifyResponse {
  /** Comparison score, 0 to 1. */
  score: number;
  /** The template extracted from the sample. */
  bio_feature: Uint8Array<ArrayBuffer>;
}

/** One comparison of a 1:N call. */
export interface CompareNResult extends CompareResponse {
  /** Name of the N-th template or sample, as the caller gave it. */
  filename: string;
}

/** Answer of the 1:N methods: the results stand in the order of the request. */
export interface CompareNResponse {
  /** One for each template or sample, in their order. */
  results: CompareNResult[];
}

/** Answer of liveness `detect` for a single picture. */
export interface DetectResponse {
  /** True if the score does not exceed the threshold: a bona fide presentation. */
  passed: boolean;
  /** Chance of a presentation attack, 0 to 1. */
  score: number;
}
