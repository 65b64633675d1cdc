/** Composables and the component for Vue apps. @module inpage-face/vue */

export type { EngineState, UseEngineOptions } from '../frameworks/run-engine.ts';
export type { LiveSource, UseWatchOptions, WatchState } from '../frameworks/run-watch.ts';
export {
  FaceCapture,
  type FaceCaptureEmits,
  type FaceCaptureExposed,
  type FaceCaptureProps,
} from './face-capture.ts';
export { type EngineRefs, useEngine } from './use-engine.ts';
export { useWatch, type WatchRefs } from './use-watch.ts';
