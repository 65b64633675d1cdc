/**
 * What the package's browser entries are on a server: their names, so that a module that imports them renders there.
 * Nothing runs before a call, and a call says where it belongs.
 */
export { DEFAULT_TEXTS } from './capture/texts/capture-texts.ts';
export { DEFAULT_DECISION_THRESHOLDS } from './contract/decision.ts';
export { ApiLiteError } from './contract/errors.ts';
export { ANSWERED_BY } from './crossing/service-worker-protocol.ts';
export { drawFaces } from './page/draw-faces.ts';
export { StorageError } from './templates/storage-error.ts';
export { GESTURES } from './vision/gestures/gesture-names.ts';

/** @throws {TypeError} always: engines run in browsers. */
export async function createEngine(): Promise<never> {
  throw new TypeError('createEngine needs a browser with workers: call it on the client, not on the server.');
}

/** Does nothing: engines run in browsers. */
export async function preload(): Promise<void> {}

/** @throws {TypeError} always: service workers run in browsers. */
export async function registerFaceServiceWorker(): Promise<never> {
  throw new TypeError('registerFaceServiceWorker needs a browser: call it on the client, not on the server.');
}

/** A class to name and to extend; elements are made in browsers. */
export class FaceCaptureElement {}
