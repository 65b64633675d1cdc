import type { FaceEngine, WatchedFace } from 'inpage-face';

/** Left and right are the person's own. */
export type Gesture = 'turn-left' | 'turn-right' | 'open-mouth';

/** A gesture that was asked for, and made. */
export interface Step {
  gesture: Gesture;
  /** Milliseconds since the beginning. */
  askedAt: number;
  /** Milliseconds since the beginning. */
  madeAt: number;
  /** Degrees then; above 0 the nose points to the left of the picture. */
  yaw: number;
  /** 0 to 1. */
  mouthOpen: number;
}

/** Degrees from which on a head is turned. */
const MIN_TURN = 18;

/** Degrees up to which a head looks ahead: each gesture begins so. */
const MAX_AHEAD = 12;

/** Openness of the mouth between open and closed. */
const MOUTH_OPEN = 0.5;

/** A person has so long for each. */
const PATIENCE_MS = 15_000;

const isMade: Record<Gesture, (face: WatchedFace) => boolean> = {
  // The camera sees a head that turns to its own left from the front: the nose goes to the right.
  'turn-left': ({ pose }) => pose.yaw < -MIN_TURN,
  'turn-right': ({ pose }) => pose.yaw > MIN_TURN,
  'open-mouth': ({ mouthOpen = 0 }) => mouthOpen > MOUTH_OPEN,
};

const isAtRest = ({ pose, mouthOpen = 0 }: WatchedFace): boolean =>
  Math.abs(pose.yaw) < MAX_AHEAD && mouthOpen < MOUTH_OPEN;

/**
 * Asks for gestures, one after the other, of the person whose template is given.
 *
 * @param onAsk Told which one is asked for; undefined asks to look ahead.
 * @throws {Error} That tells the person what went wrong: another face, too long a wait.
 */
export async function askForGestures(
  engine: FaceEngine,
  stream: MediaStream,
  gestures: readonly Gesture[],
  template: Uint8Array,
  onAsk: (gesture: Gesture | undefined) => void,
): Promise<Step[]> {
  const begun = performance.now();
  const steps: Step[] = [];
  let person: number | undefined;
  let asked: { gesture: Gesture; askedAt: number } | undefined;
  let since = 0;
  onAsk(undefined);
  for await (const { faces } of engine.watch(stream, { templates: 'best' })) {
    const now = Math.round(performance.now() - begun);
    if (now - since > PATIENCE_MS) throw new Error('That took too long. Please begin again.');
    const face = onlyFace(faces);
    if (!face) continue;
    person ??= face.id;
    if (face.id !== person) throw new Error('The face was lost. Please begin again.');
    const gesture = gestures[steps.length];
    if (!asked && gesture && isAtRest(face)) {
      asked = { gesture, askedAt: now };
      since = now;
      onAsk(gesture);
    } else if (asked && isMade[asked.gesture](face)) {
      steps.push({ ...asked, madeAt: now, yaw: face.pose.yaw, mouthOpen: face.mouthOpen ?? 0 });
      asked = undefined;
      since = now;
      onAsk(undefined);
    }
    if (steps.length === gestures.length && face.template) {
      const { decision } = await engine.compare(face.template, template);
      if (decision !== 'approved') throw new Error('That was somebody else than in the picture.');
      return steps;
    }
  }
  throw new Error('The camera stopped. Please begin again.');
}

/** Who is far behind does not count. */
function onlyFace([face, other]: readonly WatchedFace[]): WatchedFace | undefined {
  if (face && other && other.box.width > face.box.width / 2) throw new Error('One person only, please.');
  return face;
}
