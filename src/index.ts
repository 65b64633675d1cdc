export type { DecisionThresholds } from './contract/decision.ts';
export { ApiLiteError, type ApiLiteErrorCode } from './contract/errors.ts';
export type { CallOptions, FaceMethods, Named, TemplateSource } from './contract/methods.ts';
export type * from './contract/wire.ts';
export type * from './engine/face-engine.ts';
export type { PictureSource } from './media/picture-source.ts';
export { createEngine } from './worker/client.ts';
