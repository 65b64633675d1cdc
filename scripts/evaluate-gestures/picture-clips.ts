import { basename, dirname } from 'node:path';
import type { FaceShape } from '../../src/vision/gestures/face-shape.ts';
import type { Gesture } from '../../src/vision/gestures/gesture-names.ts';
import type { LabelledPicture } from './labelled-files.ts';
import type { GestureMeasurement } from './page/page.ts';

/** A clip of few frames: how a person looks at the start, and then. */
export interface Clip {
  start: FaceShape[];
  after: FaceShape[];
  /** What is made in it; undefined is nothing that was asked for. */
  made: Gesture | undefined;
  source: 'pairs' | 'sessions' | 'changed';
}

interface MeasuredPicture extends LabelledPicture {
  /** Whose it is, and of which recording. */
  person: string;
  isFrame: boolean;
  shapes: FaceShape[];
  made: GestureMeasurement['made'];
}

const GESTURE_SHOWN = {
  neutral: undefined,
  talking: undefined,
  smile: 'smile',
  'open-mouth': 'open-mouth',
  'closed-eyes': 'close-eyes',
} as const satisfies Record<LabelledPicture['shows'], Gesture | undefined>;

/** Whether a picture is to be turned and painted on: photos of calm faces are. */
export function isChanged({ file, shows }: LabelledPicture): boolean {
  return shows === 'neutral' && !isFrameOfRecording(file);
}

/** Frames of recordings lie in a folder `live`, named after the recording; photos of a person in a folder of theirs. */
function isFrameOfRecording(file: string): boolean {
  return basename(dirname(file)) === 'live';
}

/**
 * Clips made of pictures: a person's picture and another one of the same person, two frames of a recording that follow each
 * other, a picture and the same one turned, larger or painted on.
 */
export function picturesToClips(
  pictures: readonly LabelledPicture[],
  measurements: readonly GestureMeasurement[],
): Clip[] {
  const measured = pictures.flatMap((picture, at) => measuredPicture(picture, measurements[at]) ?? []);
  return [...pairs(measured), ...sessions(measured), ...changed(measured)];
}

/** Undefined if no face is found in each frame. */
function measuredPicture(
  picture: LabelledPicture,
  measurement: GestureMeasurement | undefined,
): MeasuredPicture | undefined {
  const { frames = [], made = {} } = measurement ?? {};
  const shapes = frames.flatMap(({ shape }) => shape ?? []);
  if (shapes.length === 0 || shapes.length < frames.length) return undefined;
  const isFrame = isFrameOfRecording(picture.file);
  const person = isFrame ? basename(picture.file).replace(/_\d+\.\w+$/, '') : dirname(picture.file);
  return { ...picture, person, isFrame, shapes, made };
}

function pairs(measured: readonly MeasuredPicture[]): Clip[] {
  const photos = measured.filter(({ isFrame }) => !isFrame);
  return photos.flatMap((first) => {
    const mayStart = first.shows === 'neutral' || first.shows === 'talking';
    const others = photos.filter(({ person, file }) => person === first.person && file !== first.file);
    return others.flatMap(({ shows, shapes }): Clip[] => {
      // Lids say nothing of the mouth: those who smile may close their eyes.
      if (!mayStart && !(shows === 'closed-eyes' && first.shows === 'smile')) return [];
      return [{ start: first.shapes, after: shapes, made: GESTURE_SHOWN[shows], source: 'pairs' }];
    });
  });
}

function sessions(measured: readonly MeasuredPicture[]): Clip[] {
  const frames = measured.filter(({ isFrame }) => isFrame);
  return frames.flatMap((frame, at): Clip[] => {
    const next = frames[at + 1];
    if (next?.person !== frame.person || frame.shows !== 'neutral') return [];
    return [{ start: frame.shapes, after: next.shapes, made: GESTURE_SHOWN[next.shows], source: 'sessions' }];
  });
}

function changed(measured: readonly MeasuredPicture[]): Clip[] {
  return measured.flatMap(({ shapes, made }) =>
    Object.entries(made).flatMap(([gesture, shape]): Clip[] =>
      shape
        ? [{ start: shapes, after: [shape, shape, shape], made: gesture as Gesture, source: 'changed' }]
        : [],
    ),
  );
}
