/** The engine: what apps import first, with its options, answers and errors. @module inpage-face */

export { DEFAULT_DECISION_THRESHOLDS, type DecisionThresholds } from './contract/decision.ts';
export {
  ApiLiteError,
  type ApiLiteErrorCode,
  type ApiLiteErrorOptions,
  type ApiLiteErrorReason,
  type ErrorResponse,
} from './contract/errors.ts';
export type {
  AnalysisConfs,
  FileInfo,
  FolderAnalysis,
  FolderMedium,
  ImageMedium,
  LivenessFolder,
  MediumResult,
  OutputImage,
  Resolution,
  ShotSetMedium,
  TaggedGesture,
  VideoFileInfo,
  VideoMedium,
} from './contract/liveness/folder.ts';
export type { LivenessAnalysis, LivenessParams, LivenessPayload } from './contract/liveness/payload-form.ts';
export type {
  CallOptions,
  FaceMethods,
  LivenessMedium,
  LivenessRequest,
  MethodOptions,
  Named,
  TemplateSource,
} from './contract/methods.ts';
export type {
  CompareNResponse,
  CompareNResult,
  CompareResponse,
  Decision,
  DetectResponse,
  HealthResponse,
  VerifyResponse,
  VersionResponse,
} from './contract/wire.ts';
export type {
  DetectProgress,
  EngineMethods,
  Face,
  FacesSelection,
  GroupingOptions,
} from './engine/engine-methods.ts';
export type {
  RunningLiveness,
  SeenFrame,
  WatchedFace,
  WatchSelection,
} from './engine/watched-frame.ts';
export type { Box, FacePoints, Point } from './media/geometry.ts';
export type { ReadingLimits } from './media/limits.ts';
export { createEngine } from './page/create-engine.ts';
export { drawFaces } from './page/draw-faces.ts';
export type {
  DetectOptions,
  EngineCache,
  EngineCallOptions,
  EngineMethodOptions,
  EngineOptions,
  EngineStorage,
  FaceEngine,
  PictureCallOptions,
  StorageInfo,
} from './page/face-engine.ts';
export type { FaceStyle } from './page/face-style.ts';
export type {
  GestureChoice,
  GestureStep,
  GesturesFailure,
  GesturesOptions,
  GesturesProgress,
  GesturesResult,
  GesturesTranscript,
} from './page/gestures/gesture-options.ts';
export type { PictureSource } from './page/picture-source.ts';
export { preload } from './page/preload.ts';
export type { PreloadOptions } from './page/preload-options.ts';
export type { WatchedFrame, WatchOptions, WatchSource } from './page/watch/watch-options.ts';
export type { BackendChoice, RuntimeChoice } from './runtime/backend.ts';
export type { LoadProgress } from './runtime/load-progress.ts';
export type { CacheInfo, CacheOptions } from './templates/cache/cache-info.ts';
export type {
  Candidate,
  EnrollAllOptions,
  EnrolledTemplate,
  Enrollment,
  EnrollOptions,
  EnrollResult,
  ExportOptions,
  ExportVectorsOptions,
  FaceGallery,
  GalleryInfo,
  GalleryOptions,
  GalleryProgress,
  IdentifyOptions,
  IdentifyResponse,
  ImportOptions,
  ImportResult,
  ListOptions,
  LongCallOptions,
  Metadata,
  MigrationResult,
  PeoplePage,
  Person,
  PlainVectors,
  Protection,
  Unlinkable,
} from './templates/gallery/face-gallery.ts';
export {
  type EnrolledMatch,
  StorageError,
  type StorageErrorOptions,
  type StorageErrorReason,
} from './templates/storage-error.ts';
export type { FrameMotion } from './vision/face-motion.ts';
export { GESTURES, type Gesture } from './vision/gestures/gesture-names.ts';
export type { HeadPose } from './vision/head-pose.ts';
export type { FaceQuality, MeasuredQuality } from './vision/quality.ts';
export type { StageTimings } from './vision/stage-timings.ts';
