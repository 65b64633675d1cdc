import type { ApiLiteError, ApiLiteErrorReason } from '../contract/errors.ts';
import type { Picture } from '../media/picture.ts';
import { UnusableMediumError } from '../media/unusable-medium.ts';
import { BestShot } from '../vision/best-shot.ts';
import { FaceMotion, type FrameMotion } from '../vision/face-motion.ts';
import { type CallContext, timed } from '../vision/face-pipeline.ts';
import { alignedBrightness } from '../vision/planar-residual.ts';
import { type MeasuredQuality, measurePixels } from '../vision/quality.ts';
import { SharedCrop } from '../vision/shared-crop.ts';
import { combineLogOdds, type ScoredFrame } from '../vision/spoofing-score.ts';
import { faceFault, surroundingsOf } from './face-fault.ts';
import { faceTrack } from './face-track.ts';
import type { FaceWithParts, LivenessModels } from './liveness-models.ts';
import { motionDoubt } from './motion-doubt.ts';
import { PersonCheck } from './person-check.ts';

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
  /** Why the frame has none. */
  reason?: ApiLiteErrorReason;
  /** The picture's extent in sizes of the face. */
  surroundings?: number;
  /** How the face differs from the first frame's. */
  motion?: FrameMotion;
  quality?: MeasuredQuality;
}

export interface FramesOptions {
  /** Also look for the frame of the best quality. */
  bestShot: boolean;
  /** Of a video: a living face moves in it. An archive's pictures may be of one moment. */
  isVideo: boolean;
  /** How many there are at the most. */
  frames: number;
  context: CallContext;
  onFrame?: (frame: ExaminedFrame) => void;
}

/** What the frames of a medium say together. */
export interface FramesFinding {
  /** Raw log-odds of an attack, combined over the frames. */
  logOdds: number;
  /** Why the medium can't pass, whatever the log-odds: an error LDE-002004. */
  doubt?: ApiLiteError;
  /** The frame of the best quality, if it was asked for: the caller closes it. */
  bestShot?: Picture;
}

/**
 * Follows one person through the frames and scores each in which the face can be used. Frames are closed as
 * they pass: two are held at a time.
 *
 * @throws {UnusableMediumError | ApiLiteError} if no frame has a usable face, most show several people, or the person
 * changes or is covered.
 */
export async function examineFrames(
  frames: AsyncIterable<Frame>,
  models: LivenessModels,
  options: FramesOptions,
): Promise<FramesFinding> {
  const { context, isVideo } = options;
  const { signal, timings } = context;
  const track = faceTrack(models.detector);
  const persons = new PersonCheck(models, options.frames);
  const motion = new FaceMotion();
  const scored: ScoredFrame[] = [];
  const faults: ApiLiteError[] = [];
  const best = new BestShot<{ picture: Picture; quality: MeasuredQuality }>();
  let seen = 0;
  let crowded = 0;

  async function examine(picture: Picture, examined: ExaminedFrame): Promise<void> {
    const { face, several, otherFace } = await timed(timings, 'detect', () => track(picture, timings));
    if (several) {
      crowded++;
      examined.reason = 'several-faces';
    }
    if (!face || several) return;
    const parts = await models.locate(picture, face, timings);
    const pixels = measurePixels(picture, face.box);
    const quality = models.plainQuality(picture, parts, otherFace, pixels);
    const surroundings = surroundingsOf(face.box, picture);
    examined.surroundings = surroundings;
    const fault = faceFault({ box: face.box, surroundings, quality });
    if (fault) {
      faults.push(fault);
      examined.reason = fault.reason;
      return;
    }
    // Both may want the aligned face.
    const shared = new SharedCrop(picture);
    await persons.look(shared, parts, seen - 1, context);
    if (isVideo) noteMotion(shared, parts, examined);
    examined.logOdds = await models.antispoofing.attackLogOdds(picture, face.box, timings);
    scored.push({ logOdds: examined.logOdds, weight: quality.unifiedQualityScore });
    if (options.bestShot) {
      examined.quality = await models.qualityOf(picture, parts, otherFace, timings, pixels);
    }
  }

  function noteMotion(picture: Picture, { points, landmarks }: FaceWithParts, examined: ExaminedFrame): void {
    const moved = motion.add({ brightness: alignedBrightness(picture, points), landmarks });
    if (moved) examined.motion = moved;
  }

  try {
    for await (const { picture, time } of frames) {
      seen++;
      const examined: ExaminedFrame = { time };
      await models.exclusively(() => examine(picture, examined));
      if (examined.quality) best.offer({ picture, quality: examined.quality });
      else picture.close();
      options.onFrame?.(examined);
      signal.throwIfAborted();
    }
    if (crowded > scored.length) {
      throw new UnusableMediumError('shows several people: show one only', { reason: 'several-faces' });
    }
    if (scored.length === 0) throw mostFrequent(faults) ?? noFace(seen);
    persons.check();
    const doubt = isVideo
      ? motionDoubt(motion, { usable: scored.length, seen }, mostFrequent(faults))
      : undefined;
    const bestShot = best.take()?.picture;
    return { logOdds: combineLogOdds(scored), ...(doubt && { doubt }), ...(bestShot && { bestShot }) };
  } finally {
    best.clear();
  }
}

function noFace(frames: number): UnusableMediumError {
  return new UnusableMediumError(`shows no face in any of the ${frames} frames looked at`, {
    reason: 'no-face',
  });
}

/** Of the frames' faults the one that most of them have. */
function mostFrequent(faults: readonly ApiLiteError[]): ApiLiteError | undefined {
  const count = ({ reason }: ApiLiteError) => faults.filter((fault) => fault.reason === reason).length;
  return faults.reduce<ApiLiteError | undefined>(
    (most, fault) => (most && count(most) >= count(fault) ? most : fault),
    undefined,
  );
}
