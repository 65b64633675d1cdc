import type { ApiLiteError } from '../contract/errors.ts';
import type { FileInfo, VideoFileInfo } from '../contract/liveness/folder.ts';
import { AnimatedPicture } from '../media/animated-picture.ts';
import { archiveFrames } from '../media/archive.ts';
import { md5 } from '../media/digest.ts';
import { MAX_SCORED_FRAMES } from '../media/limits.ts';
import { mediaKind } from '../media/media-kind.ts';
import { openPicture } from '../media/open-picture.ts';
import type { Picture } from '../media/picture.ts';
import { Reading } from '../media/reading.ts';
import type { VideoInfo } from '../media/taken-frame.ts';
import { unreadContainer } from '../media/unread-names.ts';
import { UnusableMediumError } from '../media/unusable-medium.ts';
import type { CallContext } from '../vision/face-pipeline.ts';
import {
  type ExaminedFrame,
  examineFrames,
  type Frame,
  type FramesFinding,
  type FramesOptions,
} from './examine-frames.ts';
import type { LivenessModels } from './liveness-models.ts';
import { gestureFrames, MAX_GESTURE_FRAMES, type RecordedGestures } from './recorded-gestures.ts';

/** What was found out about a medium. */
export type MediumFinding = FramesFinding &
  (
    | { type: 'VIDEO_FOLDER'; info: VideoFileInfo }
    | { type: 'IMAGE_FOLDER' | 'SHOT_SET_FOLDER'; info: FileInfo }
  );

export interface MediumOptions {
  /** Also keep the frame of the best quality of a video or an archive. */
  bestShot: boolean;
  context: CallContext;
  /** Looks at more frames than are judged, if gestures are asked for. */
  gestures?: RecordedGestures | undefined;
  /** Called after each frame, with how many are looked at altogether. */
  onFrame?: (frame: ExaminedFrame, frames: number) => void;
}

/**
 * Examines a picture, a video or an archive of pictures: its bytes decide which it is.
 *
 * @throws {UnusableMediumError | ApiLiteError} if it can't be read or shows no usable face.
 */
export async function examineMedium(
  blob: Blob,
  models: LivenessModels,
  options: MediumOptions,
): Promise<MediumFinding> {
  if (blob.size === 0) throw new UnusableMediumError('is empty');
  const reading = readingOf(models, options.context);
  const kind = await reading.step(() => mediaKind(blob));
  switch (kind?.kind) {
    case 'picture': {
      const animated = await reading.step(() => AnimatedPicture.open(blob));
      return animated
        ? examineAnimated(blob, kind.mimeType, animated, models, options)
        : examinePicture(blob, kind.mimeType, models, options);
    }
    case 'video':
      return examineVideo(blob, kind.mimeType, models, options);
    case 'zip':
    case 'tar':
    case 'gzip':
      return examineArchive(blob, { kind: kind.kind, mimeType: kind.mimeType }, models, options);
    case 'audio':
      throw new UnusableMediumError('holds sound only: send a picture, a video or an archive of pictures');
    case undefined:
      throw new UnusableMediumError('is no picture, no video and no archive that the engine knows');
  }
}

async function examinePicture(
  blob: Blob,
  mimeType: string,
  models: LivenessModels,
  options: MediumOptions,
): Promise<MediumFinding> {
  const picture = await openPicture(blob, models.limits.pictureTime);
  try {
    const info = await fileInfo(blob, mimeType, picture);
    const logOdds = await models.exclusively(() => models.attackLogOdds(picture, options.context));
    options.onFrame?.({ time: 0, logOdds }, 1);
    return { type: 'IMAGE_FOLDER', info, logOdds };
  } finally {
    picture.close();
  }
}

async function examineVideo(
  blob: Blob,
  mimeType: string,
  models: LivenessModels,
  options: MediumOptions,
): Promise<MediumFinding> {
  const container = unreadContainer(mimeType);
  if (container) {
    throw new UnusableMediumError(
      `is a video in the container ${container}, which the engine does not read: send MP4, MOV, WebM, MKV or MPEG-TS`,
    );
  }
  const reader = await models.videoReader();
  const reading = readingOf(models, options.context);
  const video = await reading.step(() => reader.open(blob, reading.signal));
  try {
    const { gestures } = options;
    const { duration } = video.info;
    const count = gestures ? gestureFrames(duration) : MAX_SCORED_FRAMES;
    const read = reading.steps(video.frames(count));
    const frames = gestures
      ? gestures.passOn(read, MAX_SCORED_FRAMES, ({ time }) => (duration > 0 ? time / duration : 0))
      : read;
    const finding = await examineFrames(frames, models, framesOptions(options, MAX_SCORED_FRAMES, true));
    return { type: 'VIDEO_FOLDER', info: await videoFileInfo(blob, mimeType, video.info), ...finding };
  } finally {
    video.close();
  }
}

/** A picture of several frames is judged as a video is. */
async function examineAnimated(
  blob: Blob,
  mimeType: string,
  animated: AnimatedPicture,
  models: LivenessModels,
  options: MediumOptions,
): Promise<MediumFinding> {
  const reading = readingOf(models, options.context);
  try {
    const { gestures } = options;
    const read = animated.framesOf(gestures ? MAX_GESTURE_FRAMES : MAX_SCORED_FRAMES);
    const all = reading.steps(animated.frames(read, reading.signal));
    const count = Math.min(read, MAX_SCORED_FRAMES);
    const frames = gestures ? gestures.passOn(all, count, (_, index) => index / read) : all;
    const finding = await examineFrames(frames, models, framesOptions(options, count, true));
    return { type: 'VIDEO_FOLDER', info: await videoFileInfo(blob, mimeType, animated.info()), ...finding };
  } finally {
    animated.close();
  }
}

async function videoFileInfo(
  blob: Blob,
  mimeType: string,
  { duration, framesPerSecond, ...size }: VideoInfo,
): Promise<VideoFileInfo> {
  const file = await fileInfo(blob, mimeType, size);
  return { duration: toHundredths(duration), FPS: toHundredths(framesPerSecond), ...file };
}

/** As the reference prints it. */
const toHundredths = (value: number): number => Math.round(100 * value) / 100;

async function examineArchive(
  blob: Blob,
  { kind, mimeType }: { kind: 'zip' | 'tar' | 'gzip'; mimeType: string },
  models: LivenessModels,
  options: MediumOptions,
): Promise<MediumFinding> {
  const reading = readingOf(models, options.context);
  const { gestures } = options;
  const most = gestures ? MAX_GESTURE_FRAMES : MAX_SCORED_FRAMES;
  const files = await reading.step(() => archiveFrames(blob, kind, most, reading.signal));
  let size = { width: 0, height: 0 };
  async function* frames(): AsyncGenerator<Frame> {
    for (const [index, { bytes }] of files.entries()) {
      // One damaged picture among good ones says nothing about the person.
      const picture = await openPicture(bytes, models.limits.pictureTime).catch(unlessUnreadable);
      if (!picture) continue;
      if (size.width === 0) size = { width: picture.width, height: picture.height };
      yield { time: index, picture };
    }
  }
  const count = Math.min(files.length, MAX_SCORED_FRAMES);
  const judged = gestures ? gestures.passOn(frames(), count, ({ time }) => time / files.length) : frames();
  const finding = await examineFrames(judged, models, framesOptions(options, count, false));
  return { type: 'SHOT_SET_FOLDER', info: await fileInfo(blob, mimeType, size), ...finding };
}

/** A browser that can't draw is no fault of the picture's. */
function unlessUnreadable(error: ApiLiteError): undefined {
  if (error.reason !== 'unreadable-picture') throw error;
}

function readingOf({ limits }: LivenessModels, { signal, onReading }: CallContext): Reading {
  return new Reading(limits.mediumTime, signal, onReading);
}

function framesOptions(
  { bestShot, context, onFrame }: MediumOptions,
  frames: number,
  isVideo: boolean,
): FramesOptions {
  return { bestShot, context, frames, isVideo, onFrame: (frame) => onFrame?.(frame, frames) };
}

/** The contract's `info` of a file. */
export async function fileInfo(
  blob: Blob,
  mimeType: string,
  { width, height }: Pick<Picture, 'width' | 'height'>,
): Promise<FileInfo> {
  return { width, height, md5: await md5(blob), size: blob.size, 'mime-type': mimeType };
}
