import type { Picture } from '../media/picture.ts';
import { UnusableMediumError } from '../media/unusable-medium.ts';
import { BestShot } from '../vision/best-shot.ts';
import { type CallContext, timed } from '../vision/face-pipeline.ts';
import type { MeasuredQuality } from '../vision/quality.ts';
import { combineLogOdds } from '../vision/spoofing-score.ts';
import { faceTrack, MIN_FACE_WIDTH } from './face-track.ts';
import type { LivenessModels } from './liveness-models.ts';

/** A frame of a video or an archive. */
export interface Frame {
  picture: Picture;
  /** Seconds from the video's beginning; of an archive the frame's number. */
  time: number;
}

/** What is told of each frame while a medium is examined. */
export interface ExaminedFrame {
  /** Seconds from the video's beginning; of an archive the frame's number. */
  time: number;
  /** Raw log-odds of an attack; undefined if the frame has no usable face. */
  logOdds?: number;
  quality?: MeasuredQuality;
}

export interface FramesOptions {
  /** Also look for the frame of the best quality. */
  bestShot: boolean;
  context: CallContext;
  onFrame?: (frame: ExaminedFrame) => void;
}

/** What the frames of a medium say together. */
export interface FramesFinding {
  /** Raw log-odds of an attack, combined over the frames. */
  logOdds: number;
  /** The frame of the best quality, if it was asked for: the caller closes it. */
  bestShot?: Picture;
}

/**
 * Follows one person through the frames and scores each in which the face can be used. Frames are closed as
 * they pass: two are held at a time.
 *
 * @throws {UnusableMediumError} if no frame has a usable face, or most show several people.
 */
export async function examineFrames(
  frames: AsyncIterable<Frame>,
  models: LivenessModels,
  options: FramesOptions,
): Promise<FramesFinding> {
  const { signal, timings } = options.context;
  const track = faceTrack(models.detector);
  const logOdds: number[] = [];
  const best = new BestShot<{ picture: Picture; quality: MeasuredQuality }>();
  let seen = 0;
  let crowded = 0;
  try {
    for await (const { picture, time } of frames) {
      seen++;
      const examined: ExaminedFrame = { time };
      await models.exclusively(async () => {
        const { face, several, otherFace } = await timed(timings, 'detect', () => track(picture, timings));
        if (several) crowded++;
        if (!face || several) return;
        examined.logOdds = await models.antispoofing.attackLogOdds(picture, face.box, timings);
        if (options.bestShot) examined.quality = await models.quality(picture, face, otherFace, timings);
      });
      if (examined.logOdds !== undefined) logOdds.push(examined.logOdds);
      if (examined.quality) best.offer({ picture, quality: examined.quality });
      else picture.close();
      options.onFrame?.(examined);
      signal.throwIfAborted();
    }
    if (crowded > logOdds.length) {
      throw new UnusableMediumError('shows several people: show one only', { reason: 'several-faces' });
    }
    if (logOdds.length === 0) {
      const what = `shows no face at least ${MIN_FACE_WIDTH} pixels wide in any of the ${seen} frames looked at`;
      throw new UnusableMediumError(what, { reason: 'no-face' });
    }
    const bestShot = best.take()?.picture;
    return { logOdds: combineLogOdds(logOdds), ...(bestShot && { bestShot }) };
  } finally {
    best.clear();
  }
}
