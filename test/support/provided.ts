import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether the folder of labelled pictures stands beside the project's. */
    hasShared: boolean;
    /** Whether there is an ffmpeg that makes videos for tests. */
    hasFfmpeg: boolean;
    /** Address of the built demo; end-to-end tests only. */
    demoUrl: string;
    /** Folder with the packed package, in which apps install it; consumers' tests only. */
    workplace: string;
  }
}

/** Whether `../shared` is there; if it isn't, says so, for the tests that are skipped without it. */
export function hasShared(): boolean {
  const there = inject('hasShared');
  if (!there)
    console.info('Some tests here are skipped: ../shared, with the labelled pictures, is not there.');
  return there;
}
