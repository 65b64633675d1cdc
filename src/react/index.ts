/** Hooks and the component for React apps. @module inpage-face/react */

export type { EngineState, UseEngineOptions } from '../frameworks/run-engine.ts';
export type { LiveSource, UseWatchOptions, WatchState } from '../frameworks/run-watch.ts';
export { FaceCapture, type FaceCaptureProps } from './face-capture.ts';
export { useEngine } from './use-engine.ts';
export { useWatch, type WatchTarget } from './use-watch.ts';
