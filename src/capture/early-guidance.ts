import type { FaceEngine } from '../page/face-engine.ts';
import { lookForFaces } from './analyse-frame.ts';
import { nextFrame } from './camera-frame.ts';
import type { GuidanceCode } from './guidance.ts';
import { SteadyGuidance } from './steady-guidance.ts';
import { EARLY_PAUSE_MS } from './thresholds.ts';

/** What an early look at the camera needs. */
export interface EarlyOptions {
  engine: FaceEngine;
  video: HTMLVideoElement;
  signal: AbortSignal;
  /** Resolves when all models are there. */
  ready: Promise<unknown>;
}

/**
 * Guides the person by the faces alone, while the models that quality, liveness and template need are on their way: the
 * detector is there first.
 *
 * @param onFrame Told after each frame; undefined if one face stands in the oval, of which no more is known yet.
 * @throws what `ready` rejects with.
 * @throws the signal's reason.
 */
export async function guideEarly(
  { engine, video, signal, ready }: EarlyOptions,
  onFrame: (code: GuidanceCode | undefined) => void,
): Promise<void> {
  const shown = new SteadyGuidance<GuidanceCode | undefined>();
  const looking = new AbortController();
  const { signal: until } = looking;
  signal.addEventListener('abort', () => looking.abort(), { signal: until });
  let loading: Promise<unknown> | undefined;
  const look = async (): Promise<void> => {
    for (;;) {
      const { bitmap, time } = await nextFrame(video, until);
      try {
        const { misplaced } = await lookForFaces(bitmap, engine, until);
        until.throwIfAborted();
        onFrame(shown.observe(misplaced, time));
        // The first quality is what loads its models: they come beside the others.
        if (!misplaced) loading ??= engine.quality(bitmap, { signal: until }).catch(() => undefined);
        await loading;
      } finally {
        bitmap.close();
      }
      await new Promise((resolve) => setTimeout(resolve, EARLY_PAUSE_MS));
    }
  };
  // What fails here fails there as well, and there it is told.
  look().catch(() => undefined);
  try {
    await ready;
    signal.throwIfAborted();
  } finally {
    looking.abort();
  }
}
