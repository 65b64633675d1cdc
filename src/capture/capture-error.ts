/** Why no picture can be taken. Each has its sentence in {@link CaptureTexts}. */
export type CaptureErrorReason =
  /** The page was opened neither over https nor from localhost: browsers give it no camera. */
  | 'insecure-context'
  /** The browser has no camera access at all. */
  | 'unsupported'
  /** The person, the browser's settings or the page's permissions policy said no. */
  | 'permission-denied'
  /** There is none. */
  | 'no-camera'
  /** Another program or tab has the camera, or the system gives it to nobody. */
  | 'camera-busy'
  /** The camera went away while it was in use. */
  | 'camera-unplugged'
  /** The camera could not be opened for another reason. */
  | 'camera-failed'
  /** A gesture was asked for and not made in time. */
  | 'gesture-not-made'
  /** While gestures were made the person went, somebody came, or the picture jumped; the message says which. */
  | 'gestures-interrupted'
  /** The engine or one of its models can't work; the message says why. */
  | 'engine-failed';

/** What ends a capture; the app hears of it by the event `capture-error`. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError';
  readonly reason: CaptureErrorReason;

  /** @param message In the words of the browser or the engine. */
  constructor(reason: CaptureErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
