import type { DetectResponse } from '../contract/wire.ts';
import type { GesturesTranscript } from '../page/gestures/gesture-options.ts';
import type { FaceQuality } from '../vision/quality.ts';
import type { CameraHint } from './camera-hints.ts';
import type { CaptureErrorReason } from './capture-error.ts';
import type { GuidanceCode } from './guidance.ts';

/** What a person's picture came to. */
export interface CaptureDetail {
  /** The best frame: the part that the preview showed, upright and not mirrored, as a JPEG. */
  picture: Blob;
  /** Pixels of the picture from left to right. */
  width: number;
  /** Pixels from top to bottom. */
  height: number;
  /** The face's quality in that frame. */
  quality: FaceQuality;
  /** The template of the face in the picture. */
  template: Uint8Array<ArrayBuffer>;
  /**
   * Whether a live person was before the camera, by the frame in the middle of all that were good enough;
   * undefined if liveness is switched off. The app decides what follows from it.
   */
  liveness: DetectResponse | undefined;
  /** The gestures that the person made before, if they were asked for any: the picture is of the same person. */
  gestures?: GesturesTranscript | undefined;
  /**
   * The camera's whole picture of the last seconds, as its recorder writes it (WebM or MP4), if `video` asks for it and the
   * browser can record.
   */
  video?: Blob | undefined;
  /**
   * What makes the camera look like a program rather than a device. A hint is no proof, and none is no proof to the contrary:
   * docs/threat-model.md.
   */
  hints: readonly CameraHint[];
  /** How it was taken: by itself, or by the shutter, which does not ask for the minimum quality. */
  takenBy: 'itself' | 'person';
}

/** What the person is told. */
export interface GuidanceDetail {
  /** What is amiss, or `ready`. */
  code: GuidanceCode;
  /** The sentence shown for it. */
  text: string;
}

/** Why there is no picture. */
export interface CaptureErrorDetail {
  /** What went wrong. */
  reason: CaptureErrorReason;
  /** What the browser or the engine says of it, for developers. */
  message: string;
  /** The sentence shown for it. */
  text: string;
}

/** The events of `<face-capture>`. None bubbles. */
export interface FaceCaptureEventMap extends HTMLElementEventMap {
  /** The picture is taken; the camera is off. */
  capture: CustomEvent<CaptureDetail>;
  /** Other guidance is shown. */
  guidance: CustomEvent<GuidanceDetail>;
  /** The capture ended without a picture; the camera is off. */
  'capture-error': CustomEvent<CaptureErrorDetail>;
  /** The person gave up; the camera is off. */
  cancel: Event;
  /** `state` changed. */
  statechange: Event;
}
