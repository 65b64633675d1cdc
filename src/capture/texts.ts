import type { CaptureErrorReason } from './capture-error.ts';
import type { GuidanceCode } from './guidance.ts';
import english from './texts.en.json';

/** What the component says besides guidance and errors. */
export type CaptureWords =
  /** Names the component to assistive technology. */
  | 'label'
  /** Stands above the start button. */
  | 'intro'
  | 'start'
  /** While the browser asks for the camera. */
  | 'starting'
  /** While the models load. */
  | 'loading'
  | 'paused'
  /** While the picture taken is looked at. */
  | 'processing'
  | 'captured'
  /** Names the shutter. */
  | 'shutter'
  /** If the picture is not taken by itself. */
  | 'press-shutter'
  /** If the picture has not been taken by itself for long. */
  | 'suggest-shutter'
  | 'cancel'
  | 'retake'
  | 'retry'
  /** Names the list of cameras. */
  | 'camera'
  /** A camera the browser gives no name; `{number}` is its place in the list. */
  | 'camera-number';

/** Every sentence the component shows or says, by the code it belongs to. */
export type CaptureTexts = Record<CaptureWords | GuidanceCode | CaptureErrorReason, string>;

/** The texts in English. */
export const DEFAULT_TEXTS: Readonly<CaptureTexts> = english;
