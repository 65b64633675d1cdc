import { RetriedMemoMap } from '../common/retried-memo.ts';
import type { GalleryCall, WatchCall } from '../crossing/worker-protocol.ts';
import type { Engine } from '../engine/engine.ts';
import type { FaceWatch, Identify } from '../engine/face-watch.ts';
import type { SeenFrame } from '../engine/watched-frame.ts';
import { isVideoFrame } from '../media/open-picture.ts';
import type { IdentifyResponse, LongCallOptions } from '../templates/gallery/face-gallery.ts';
import type { CallContext } from '../vision/face-pipeline.ts';

/** Answers the calls of galleries. */
interface Galleries {
  call(call: GalleryCall, here: LongCallOptions): Promise<unknown>;
}

/** The watches of the worker: begun at their first frame, and gone on with after the worker was replaced. */
export function watchHost(engine: Pick<Engine, 'openWatch'>, galleries: Galleries) {
  const watches = new RetriedMemoMap<number, FaceWatch>();

  /** Asks a gallery for the one who is most alike. */
  function identifyIn(gallery: GalleryCall['gallery']): Identify {
    return async (template, signal) => {
      const call: GalleryCall = { gallery, method: 'identify', parameters: [template], options: { topK: 1 } };
      const { results } = (await galleries.call(call, { signal })) as IdentifyResponse;
      return results.find(({ decision }) => decision !== 'declined');
    };
  }

  return {
    /** What the frame shows; undefined if there is none, which ends the watch. */
    async call({ watch, frame, time }: WatchCall, context: CallContext): Promise<SeenFrame | undefined> {
      const { handle, selection, gallery, resume } = watch;
      if (!frame) {
        watches.forget(handle);
        return undefined;
      }
      const identify = gallery && identifyIn(gallery);
      try {
        const open = await watches.get(handle, () => engine.openWatch(selection, identify, resume));
        return await open.look(frame, time, context);
      } finally {
        if (isVideoFrame(frame)) frame.close();
      }
    },
  };
}
