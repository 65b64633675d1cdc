// When a frame is good enough. Measured on frames of three live videos, 150 live webcam frames of NUAA and 80
// pictures of LFW, as they are, darkened, brightened and blurred: docs/capture.md gives the figures.

/** Sizes of a face that can be shot, as shares of the oval: the root of the box's area over the oval's. */
export const FACE_SIZE = { least: 0.55, most: 1.1 };

/** How far the face's centre may lie off the oval's, in widths and heights of the oval. */
export const MAX_OFF_CENTRE = 0.22;

/** Mean brightness, 0 to 255, of a picture in which no face is found for want of light: live ones have 54 or more. */
export const DARK_PICTURE = 40;

/** The same of a glaring picture: live ones have 185 or less. */
export const BRIGHT_PICTURE = 230;

/** Least `underExposurePrevention`: live faces have 76 or more; at half the light, the darkest of them 31. */
export const MIN_UNBLACKENED = 60;

/** Least `overExposurePrevention`: live faces have 96 or more; bright ones at twice the light 53 to 73. */
export const MIN_UNBLEACHED = 75;

/** Least `dynamicRange`: live faces have 74 or more; below 70 the liveness model begins to mistake them. */
export const MIN_RANGE = 70;

/** Least `headPoseYaw`: 18 degrees to either side. */
export const MIN_YAW = 90;

/** Least `headPosePitch`: 23 degrees, as the pose model sees a frontal face 6 degrees down. */
export const MIN_PITCH = 85;

/** Least `headPoseRoll`: 18 degrees. */
export const MIN_ROLL = 90;

/** Least `eyesOpen`: both mostly closed. The model errs on a tenth of open eyes, so this asks for little. */
export const MIN_EYES_OPEN = 20;

/** Least `sharpness`: live faces have 46 or more; blurred over two pixels, 17 to 33 of most cameras. */
export const MIN_SHARPNESS = 35;

/** Fastest movement of the face's points, in widths of the face a second: a still head stays below 0.33. */
export const MAX_SPEED = 0.6;

/** Default least `unifiedQualityScore`: nine in ten live frames have 81 or more, blurred or dark ones 50 to 79. */
export const DEFAULT_MIN_QUALITY = 70;

/** Milliseconds for which all must be well before the picture is taken: long enough to end a movement. */
export const HOLD_MS = 900;

/** The fewest good frames of that time: on a slow device it takes longer. */
export const HOLD_FRAMES = 3;

/** Bad frames in a row that do not end the hold: a blink, a slip of the detector. */
export const TOLERATED_FRAMES = 1;

/** Milliseconds for which new guidance must stand before it is shown: text that flickers can't be read. */
export const SETTLE_MS = 250;

/** Milliseconds between two sentences to people who listen: the time it takes to hear one. */
export const ANNOUNCE_MS = 2000;

/** Milliseconds between two looks for faces while models load, which is the same worker's business. */
export const EARLY_PAUSE_MS = 200;

/** Default milliseconds without success after which the shutter is suggested. */
export const DEFAULT_TIMEOUT_MS = 20_000;

/** Usable frames the shutter chooses from: a blink must not be the picture. */
export const SHUTTER_FRAMES = 3;

/** Milliseconds the shutter waits for a usable frame before the press lapses. */
export const SHUTTER_WAIT_MS = 3000;

/** Failed calls of the engine in a row that end a capture if the engine says that it is well. */
export const MAX_ENGINE_FAILURES = 3;

/**
 * Longest side, in pixels, of the picture that faces are looked for in. The detector sees 320 pixels; below 400
 * it does not search a picture without a face again and again at finer scale.
 */
export const SEARCHED_SIDE = 384;

/** JPEG quality of the picture: artefacts below what the models notice. */
export const JPEG_QUALITY = 0.95;
