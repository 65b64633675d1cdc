import type { FaceShape } from './face-shape.ts';
import type { Gesture } from './gesture-names.ts';
import {
  MAX_EYE_HEIGHT,
  MAX_EYES_OPEN,
  MAX_NOD,
  MAX_SIDEWAYS,
  MIN_APPROACH,
  MIN_LOWERING,
  MIN_OPENING,
  MIN_RAISE,
  MIN_SMILE,
  MIN_TURN,
  MIN_TURNED,
} from './thresholds.ts';

/** What a frame has and the start has not; each turn and nod in degrees. */
interface Change {
  now: FaceShape;
  start: FaceShape;
  yaw: number;
  pitch: number;
}

/** Models that a pack may lack. */
type NeededModel = 'landmarks' | 'eyes';

interface GestureRule {
  /** What it is told by besides the five points. */
  needs: readonly NeededModel[];
  isSeen(change: Change): boolean;
}

/** The nose points to the picture's left when a person turns to their own right. */
const RULES: Record<Gesture, GestureRule> = {
  smile: {
    needs: ['landmarks'],
    isSeen: (change) => facesCamera(change) && change.now.mouthWidth >= MIN_SMILE * change.start.mouthWidth,
  },
  'open-mouth': {
    needs: ['landmarks'],
    isSeen: (change) =>
      facesCamera(change) && change.now.mouthOpening - change.start.mouthOpening >= MIN_OPENING,
  },
  'close-eyes': {
    needs: ['landmarks', 'eyes'],
    isSeen: (change) => facesCamera(change) && areClosed(change),
  },
  'turn-left': { needs: [], isSeen: ({ yaw, now }) => yaw <= -MIN_TURN && now.yaw <= -MIN_TURNED },
  'turn-right': { needs: [], isSeen: ({ yaw, now }) => yaw >= MIN_TURN && now.yaw >= MIN_TURNED },
  'look-up': { needs: [], isSeen: (change) => isAhead(change) && change.pitch >= MIN_RAISE },
  'look-down': { needs: [], isSeen: (change) => isAhead(change) && change.pitch <= -MIN_LOWERING },
  'come-closer': { needs: [], isSeen: ({ now, start }) => now.size >= MIN_APPROACH * start.size },
};

/** Whether a frame shows a gesture. @param start The person's face before it. */
export function showsGesture(gesture: Gesture, now: FaceShape, start: FaceShape): boolean {
  return RULES[gesture].isSeen({ now, start, yaw: now.yaw - start.yaw, pitch: now.pitch - start.pitch });
}

/** Whether a pack with these models can tell a gesture. */
export function canTell(gesture: Gesture, models: Readonly<Record<NeededModel, boolean>>): boolean {
  return RULES[gesture].needs.every((model) => models[model]);
}

function isAhead({ yaw }: Change): boolean {
  return Math.abs(yaw) <= MAX_SIDEWAYS;
}

function facesCamera(change: Change): boolean {
  return isAhead(change) && Math.abs(change.pitch) <= MAX_NOD;
}

/** The model of eyes errs, and so do the landmarks: both must say so. */
function areClosed({ now, start }: Change): boolean {
  return now.eyesOpen <= MAX_EYES_OPEN && now.eyeHeight <= MAX_EYE_HEIGHT * start.eyeHeight;
}
