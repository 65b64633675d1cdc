import type { EngineFiles } from '../crossing/engine-files.ts';

/** Absolute URLs of all that the package is made of besides the page's code. */
export interface PackageFiles extends EngineFiles {
  worker: string;
  /** What the worker is started from, if the browser does not take its own URL. */
  starter?: string;
  /** The engine itself, which the worker's entry imports: a script that needs no other. */
  engine: string;
  /** What reads videos, in a thread of its own once the first one comes: as whole a script. */
  videos: string;
}
