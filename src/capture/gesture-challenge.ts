import { reasonOf } from '../contract/errors.ts';
import { otherPersons } from '../engine/choose-face.ts';
import type { FaceEngine } from '../page/face-engine.ts';
import type {
  GestureChoice,
  GesturesFailure,
  GesturesProgress,
  GesturesTranscript,
} from '../page/gestures/gesture-options.ts';
import { CaptureError } from './capture-error.ts';
import type { GuidanceCode } from './guidance.ts';

/** What a component asks a person for before it takes the picture. */
export interface GestureChallenge {
  gestures: GestureChoice;
  /** Known to whoever set it. */
  nonce: string | undefined;
}

/** What came of it. */
export interface MadeGestures {
  transcript: GesturesTranscript;
  /** Whose they were. */
  template: Uint8Array<ArrayBuffer>;
}

/** Why, for developers. */
const MESSAGES: Record<GesturesFailure, string> = {
  'not-made': 'A gesture was not made in time.',
  'no-face': 'The person went, or could not be seen clearly.',
  'several-faces': 'Somebody else came before the camera.',
  'person-changed': 'The face became another one’s.',
  jump: 'The face or the background jumped.',
  ended: 'The camera’s picture ended.',
};

/** The attribute's text as what the engine takes, which checks it; undefined if there is none. */
export function challengeOf(text: string | null, nonce: string | null): GestureChallenge | undefined {
  const gestures = text?.trim();
  if (!gestures) return undefined;
  const choice = gestures.startsWith('random:') ? gestures : gestures.split(/[\s,]+/);
  return { gestures: choice as GestureChoice, nonce: nonce ?? undefined };
}

/**
 * Has the person before the camera make the gestures.
 *
 * @param onGuidance Told after each frame, with how many are made.
 * @throws {CaptureError} if they were not made, or by more than one person, or the engine can't tell them.
 * @throws the signal's reason.
 */
export async function askForGestures(
  engine: FaceEngine,
  video: HTMLVideoElement,
  { gestures, nonce }: GestureChallenge,
  signal: AbortSignal,
  onGuidance: (code: GuidanceCode, progress: Pick<GesturesProgress, 'made' | 'of'>) => void,
): Promise<MadeGestures> {
  const onProgress = (progress: GesturesProgress) => onGuidance(guidanceOf(progress), progress);
  const asking = engine.gestures(video, gestures, {
    signal,
    onProgress,
    ...(nonce !== undefined && { nonce }),
  });
  const {
    passed,
    reason = 'ended',
    transcript,
    template,
  } = await asking.catch((error: unknown) => {
    signal.throwIfAborted();
    throw new CaptureError('engine-failed', reasonOf(error), { cause: error });
  });
  if (passed && template) return { transcript, template };
  throw new CaptureError(
    reason === 'not-made' ? 'gesture-not-made' : 'gestures-interrupted',
    `${reason}: ${MESSAGES[reason]}`,
  );
}

/**
 * The person of the picture must be the one of the gestures.
 *
 * @throws {CaptureError} `gestures-interrupted`.
 */
export async function checkSamePerson(
  engine: FaceEngine,
  made: MadeGestures,
  template: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<void> {
  const { decision } = await engine.compare(made.template, template, { signal });
  if (decision !== 'declined') return;
  throw new CaptureError('gestures-interrupted', `person-changed: ${MESSAGES['person-changed']}`);
}

function guidanceOf({ asked, faces }: GesturesProgress): GuidanceCode {
  const [face] = faces;
  if (!face) return 'no-face';
  if (otherPersons(face, faces).length > 0) return 'several-faces';
  return asked ?? 'look-straight';
}
