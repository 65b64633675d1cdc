import type { Metadata } from '../metadata.ts';

/** Thresholds and switches of an analysis. */
export interface LivenessParams {
  /** A chance of an attack higher than this declines; 0 to 1, default 0.5. */
  threshold_spoofing?: number | null | undefined;
  /** Checked and echoed; `threshold_spoofing` alone decides. 0 to 1, default 0.5. */
  threshold_replay?: number | null | undefined;
  /** Checked and echoed; `threshold_spoofing` alone decides. 0 to 1, default 0.5. */
  threshold_liveness?: number | null | undefined;
  /** Whether the best frame of a video or an archive is wanted. Default false. */
  extract_best_shot?: boolean | null | undefined;
}

/** One analysis that a payload asks for. */
export interface LivenessAnalysis {
  /** `quality`, in upper or lower case: the one kind there is. */
  type: string;
  /** Comes back with the analysis. */
  meta_data?: Metadata | null | undefined;
  /** Default: no best shot, thresholds of 0.5. */
  params?: LivenessParams | null | undefined;
}

/**
 * The payload as an app writes it: everything may be left out, or be null, as serialisers write what is not given.
 * Fields it does not name are ignored.
 */
export interface LivenessPayload {
  /** Comes back with the folder. */
  'folder:meta_data'?: Metadata | null | undefined;
  /** Comes back with the folder and is never called: nothing leaves the page. */
  resolution_endpoint?: string | null | undefined;
  /** By a medium's name: what comes back with it. */
  'media:meta_data'?: Record<string, Metadata | null> | null | undefined;
  /** By a medium's name: its tags. */
  'media:tags'?: Record<string, string[] | null> | null | undefined;
  /** At least one; default: one quality analysis. */
  analyses?: LivenessAnalysis[] | null | undefined;
}
