import { untilAborted } from '../../common/until-aborted.ts';
import { ApiLiteError } from '../../contract/errors.ts';
import type { LookedAtFrame, WatchResume } from '../../engine/watched-frame.ts';
import type { FrameFeed, LiveFrame } from './frame-feed.ts';
import { pageShown } from './page-shown.ts';
import type { WatchedFrame } from './watch-options.ts';

/** A worker may be lost over one frame, or two; if it is lost over each, it can't work here. */
const MAX_LOSSES = 3;

/** The worker's side of a watch. */
export interface WatchWorker {
  /** @throws {ApiLiteError} BPE-001001 if the worker was lost: the next frame goes to another. */
  look(frame: LiveFrame, resume: WatchResume): Promise<LookedAtFrame>;
  /** Forgets the watch; never fails. */
  close(): void;
}

/**
 * Has the worker look at a frame whenever the app asks for a result. Whatever ends it, the source is let go.
 *
 * @param openFeed Called when the first result is asked for.
 */
export async function* watchFaces(
  openFeed: () => FrameFeed,
  worker: WatchWorker,
  signal: AbortSignal | undefined,
): AsyncGenerator<WatchedFrame & LookedAtFrame, void, undefined> {
  signal?.throwIfAborted();
  const feed = openFeed();
  const close = () => feed.close();
  // The app may be busy with a result when it aborts: the camera is let go at once.
  signal?.addEventListener('abort', close);
  let resume: WatchResume = { nextId: 1, people: [] };
  let dropped = 0;
  let losses = 0;

  /** Undefined if the worker was lost over the frame: the next one goes to another worker. */
  async function lookAt(frame: LiveFrame): Promise<LookedAtFrame | undefined> {
    try {
      const seen = await worker.look(frame, resume);
      losses = 0;
      return seen;
    } catch (error) {
      if (!(error instanceof ApiLiteError && error.code === 'BPE-001001')) throw error;
      if (++losses === MAX_LOSSES) throw error;
      return undefined;
    }
  }

  try {
    for (let number = 0; ; number++) {
      if (feed.isLive) await pageShown(signal);
      const frame = await untilAborted(feed.next(), signal);
      if (!frame) return;
      const seen = await lookAt(frame);
      if (!seen) continue;
      resume = resumeAfter(seen, resume);
      const before = dropped;
      dropped = feed.dropped;
      yield { time: frame.time ?? number, ...seen, dropped: dropped - before };
    }
  } finally {
    signal?.removeEventListener('abort', close);
    close();
    worker.close();
  }
}

function resumeAfter({ faces, continuity }: LookedAtFrame, { nextId }: WatchResume): WatchResume {
  return {
    nextId: Math.max(nextId, ...faces.map(({ id }) => id + 1)),
    people: faces.map(({ id, box, template: own }, at) => {
      const template = own ?? (at === 0 ? continuity?.template : undefined);
      return { id, box, ...(template && { template }) };
    }),
  };
}
