import { median } from '../../src/common/median.ts';
import { type FaceShape, neutralShape } from '../../src/vision/gestures/face-shape.ts';
import type { Gesture } from '../../src/vision/gestures/gesture-names.ts';
import { HeldGesture, holdOf } from '../../src/vision/gestures/held-gesture.ts';
import { NeutralStart } from '../../src/vision/gestures/neutral-start.ts';
import { MAX_NOD, MAX_SIDEWAYS } from '../../src/vision/gestures/thresholds.ts';
import type { LabelledVideo } from './labelled-files.ts';
import type { GestureMeasurement } from './page/page.ts';
import type { Clip } from './picture-clips.ts';

/** So many of so many. */
export interface Share {
  found: number;
  of: number;
}

export type Way = Parameters<typeof holdOf>[1];

/** A person who makes a gesture may begin a moment before, and end a moment after, what was written down. */
const TOLERANCE_SECONDS = 0.15;

/** Frames of clips lie so far apart. */
const CLIP_SECONDS = 0.2;

/** How often a gesture is found in clips, of those for which `isMeant`. */
export function shareOfClips(
  clips: readonly Clip[],
  gesture: Gesture,
  isMeant: (clip: Clip) => boolean,
): Share {
  const meant = clips.filter((clip) => isMeant(clip));
  return { found: meant.filter((clip) => isFoundIn(clip, gesture)).length, of: meant.length };
}

/** Whether the head is held as at the start: lids and mouths are told of no other. */
export function isHeldAlike({ start, after }: Clip): boolean {
  const [before, now] = [neutralShape(start), neutralShape(after)];
  return Math.abs(now.yaw - before.yaw) <= MAX_SIDEWAYS && Math.abs(now.pitch - before.pitch) <= MAX_NOD;
}

/** By how much heads are turned after the start, in degrees. */
export function medianTurn(clips: readonly Clip[]): { yaw: number; pitch: number } {
  const change = (angle: 'yaw' | 'pitch') =>
    median(clips.map(({ start, after }) => neutralShape(after)[angle] - neutralShape(start)[angle]));
  return { yaw: change('yaw'), pitch: change('pitch') };
}

function isFoundIn({ start, after }: Clip, gesture: Gesture): boolean {
  const held = new HeldGesture(gesture, { seconds: 0, frames: after.length });
  const before = neutralShape(start);
  return after.some((shape, at) => held.add(shape, before, at * CLIP_SECONDS) !== undefined);
}

/** How often a gesture is found in a video: where it is made, and where it is not. */
export interface VideoFinding {
  made: Share;
  /** Times at which it is found though it is not made. */
  elsewhere: number[];
}

/** @param way How long it must be held: as a gesture asked for, or as one in a recording. */
export function findInVideo(
  { spans }: LabelledVideo,
  { frames }: GestureMeasurement,
  gesture: Gesture,
  way: Way,
): VideoFinding {
  const found = foundIn(frames, gesture, way);
  const labelled = spans.filter((span) => span.gesture === gesture);
  const isIn = (time: number, { from, to }: { from: number; to: number }) =>
    time >= from - TOLERANCE_SECONDS && time <= to + TOLERANCE_SECONDS;
  return {
    made: {
      found: labelled.filter((span) => found.some((time) => isIn(time, span))).length,
      of: labelled.length,
    },
    elsewhere: found.filter((time) => !labelled.some((span) => isIn(time, span))),
  };
}

/** When a gesture was begun and held, each time that it was. */
function foundIn(frames: readonly { time: number; shape: FaceShape | null }[], gesture: Gesture, way: Way) {
  const start = new NeutralStart();
  const held = new HeldGesture(gesture, holdOf(gesture, way));
  const found = new Set<number>();
  for (const { time, shape } of frames) {
    if (!shape) held.release();
    else if (!start.shape) start.add(shape, time);
    else found.add(held.add(shape, start.shape, time) ?? Number.NaN);
  }
  found.delete(Number.NaN);
  return [...found];
}
