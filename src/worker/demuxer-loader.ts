import { RetriedMemo } from '../common/retried-memo.ts';
import type {} from '../crossing/worker-start.ts';
import type { Demuxers } from '../media/demuxers.ts';

/** Gives the demuxers, whose script is imported once, when they are first asked for. @param url Of the script. */
export function demuxerLoader(url: string): () => Promise<Demuxers> {
  let attempts = 0;
  const loaded = new RetriedMemo(async () => {
    attempts++;
    // A browser may remember that a module could not be fetched; with a fragment it is another one.
    await import(/* @vite-ignore */ attempts === 1 ? url : `${url}#${attempts}`);
    if (globalThis.inpageFaceDemuxers) return globalThis.inpageFaceDemuxers;
    throw new Error(`${url} is not the script of the demuxers`);
  });
  return () => loaded.get();
}
