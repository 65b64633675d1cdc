// When a gesture counts as made, beside the person's own start. Set on the development videos in which people turn, nod, smile
// and blink, and on pictures of one person that differ; docs/gestures.md has the rates they give.

/** Degrees that a head must turn to a side, from its start: people who look straight sway by a few. */
export const MIN_TURN = 15;

/** Degrees that it must be turned by then, whatever the start: turning back to the camera is no turn to the other side. */
export const MIN_TURNED = 10;

/** Degrees that a head must be raised by: a turn to the side seems to raise it by several, as the five points see it. */
export const MIN_RAISE = 12;

/** Degrees that it must be lowered by: a smile seems to lower it by 7, since the mouth's corners rise. */
export const MIN_LOWERING = 11;

/** Most degrees off the start, to a side, at which lids, mouth and nods are told: beyond, the points mislead. */
export const MAX_SIDEWAYS = 18;

/** The same up and down for lids and mouth: whoever looks up shows narrow eyes, and whoever looks down none. */
export const MAX_NOD = 12;

/** Width of the mouth over that of the start: in live videos smiles begin at 1.13, and all else stays below 1.09. */
export const MIN_SMILE = 1.1;

/**
 * How much more open the mouth must be than at the start, as `mouthOpening`: smiles with teeth reach 0.36, talking 0.32, and
 * a mouth that is opened wide begins at 0.4.
 */
export const MIN_OPENING = 0.35;

/** Chance that either eye is open, at most, with both closed: single open eyes are often taken for closed. */
export const MAX_EYES_OPEN = 0.3;

/** Height of the eyes over that of the start, at most, with both closed: blinks of live videos have 0.6 to 0.8. */
export const MAX_EYE_HEIGHT = 0.82;

/** Side of the face over that of the start: 1.25 is a fifth nearer. Swaying stays below 1.1. */
export const MIN_APPROACH = 1.25;

/** Seconds for which a gesture must be seen: longer than a slip of the landmarks. */
export const HOLD_SECONDS = 0.2;

/** Seconds for which the eyes must be closed on request: a blink takes 0.1 to 0.2, and nobody can help it. */
export const CLOSED_SECONDS = 0.3;

/** Frames for which it must be seen at least, however far they are apart. */
export const HOLD_FRAMES = 2;

/** Frames that a person's start is the median of, and the seconds that they must span. */
export const START_FRAMES = 3;
export const START_SECONDS = 0.3;

/** Most degrees that a head may be turned to a side in them. */
export const MAX_START_TURN = 22;

/** Frames of a recording that show a gesture at the least, and the seconds that they span; a blink is a gesture of one. */
export const RECORDED_FRAMES = 2;
export const RECORDED_SECONDS = 0.1;
