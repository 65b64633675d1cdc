import type { Gesture, GesturesFailure, GesturesProgress, GesturesResult } from '../../index.ts';

const REQUESTS: Record<Gesture, string> = {
  smile: 'Smile.',
  'open-mouth': 'Open your mouth wide.',
  'close-eyes': 'Close your eyes for a moment.',
  'turn-left': 'Turn your head to your left.',
  'turn-right': 'Turn your head to your right.',
  'look-up': 'Raise your head.',
  'look-down': 'Lower your head.',
  'come-closer': 'Come closer.',
};

const FAILURES: Record<GesturesFailure, string> = {
  'not-made': 'That was not seen. Try again, and take your time.',
  'no-face': 'Nobody was to be seen clearly enough. Try again in a better light.',
  'several-faces': 'Somebody else was there, too. Try again alone.',
  'person-changed': 'The face became another one’s. Try again, one person all the time.',
  jump: 'The picture jumped. Try again without moving the camera.',
  ended: 'The camera’s picture ended.',
};

/** What the person is to do now. */
export function requestOf({ asked, made, of }: GesturesProgress): string {
  const request = asked ? REQUESTS[asked] : 'Look into the camera.';
  return `${request} (${made} of ${of} made)`;
}

/** What came of it. */
export function outcomeOf({ passed, reason, transcript }: GesturesResult): string {
  if (!passed) return reason ? FAILURES[reason] : FAILURES['not-made'];
  const made = transcript.steps.map(({ gesture, made }) => `${gesture} at ${(made ?? 0).toFixed(1)} s`);
  return `Made by one person, in one go: ${made.join(', ')}.`;
}
