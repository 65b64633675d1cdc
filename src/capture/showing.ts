import type { CameraDevice } from './camera.ts';
import type { CaptureSentence } from './texts/capture-texts.ts';

/**
 * Where a capture stands: `idle` before it begins, `starting` while the camera opens and the models load,
 * `guiding` while a picture is looked for, `paused` while the page is hidden, `processing` while the picture
 * taken is looked at, `captured`, or `failed`.
 */
export type CaptureState = 'idle' | 'starting' | 'guiding' | 'paused' | 'processing' | 'captured' | 'failed';

/** What the component shows. */
export interface Showing {
  state: CaptureState;
  sentence: CaptureSentence;
  /** Why it failed, in the engine's words. */
  smallPrint: string | undefined;
  /** What the person may do besides. */
  hint: 'press-shutter' | 'suggest-shutter' | undefined;
  /** Of the hold, 0 to 1. */
  progress: number;
  /** How many the person is still to make; undefined while none are asked for. */
  gesturesLeft: number | undefined;
  /** How much of the models has arrived, 0 to 1, or `unknown`; undefined when they are there, or not asked for yet. */
  loading: number | 'unknown' | undefined;
  mirrored: boolean;
  cameras: readonly CameraDevice[];
  deviceId: string | undefined;
  disabled: boolean;
  /** Whether tips stand on the first screen. */
  tips: boolean;
}

/** What the person can do. */
export interface ViewActions {
  start(): void;
  press(): void;
  cancel(): void;
  retake(): void;
  chooseCamera(deviceId: string): void;
}
