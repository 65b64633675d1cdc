export { DEFAULT_DECISION_THRESHOLDS, type DecisionThresholds } from './contract/decision.ts';
export { ApiLiteError, type ApiLiteErrorCode } from './contract/errors.ts';
export type * from './contract/liveness/folder.ts';
export type { LivenessAnalysis, LivenessParams, LivenessPayload } from './contract/liveness/payload.ts';
export type {
  CallOptions,
  FaceMethods,
  LivenessMedium,
  LivenessRequest,
  Named,
  TemplateSource,
} from './contract/methods.ts';
export type * from './contract/wire.ts';
export type * from './engine/engine-cache.ts';
export type * from './engine/engine-storage.ts';
export { createEngine } from './page/engine-client.ts';
export type * from './page/face-engine.ts';
export type { PictureSource } from './page/picture-source.ts';
export type * from './templates/gallery/face-gallery.ts';
export { StorageError, type StorageErrorReason } from './templates/storage-error.ts';
export type { FaceQuality } from './vision/quality.ts';
