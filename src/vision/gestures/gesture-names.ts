/**
 * Every gesture that can be asked for and checked. Left and right are the person's own: whoever turns left shows the nose to
 * the picture's right, unless the picture is mirrored.
 */
export const GESTURES = [
  'smile',
  'open-mouth',
  'close-eyes',
  'turn-left',
  'turn-right',
  'look-up',
  'look-down',
  'come-closer',
] as const;

/**
 * Something that a person is asked to do before the camera. `close-eyes` is both, for a moment; `come-closer` is the face
 * coming closer to the camera.
 */
export type Gesture = (typeof GESTURES)[number];
