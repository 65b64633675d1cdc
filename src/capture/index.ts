/** The web component `<face-capture>`; importing this defines it. @module inpage-face/capture */

import { FaceCaptureElement } from './face-capture.ts';

export type { CameraFacing } from './camera.ts';
export type { CameraHint } from './camera-hints.ts';
export type { CaptureErrorReason } from './capture-error.ts';
export type {
  CaptureDetail,
  CaptureErrorDetail,
  FaceCaptureEventMap,
  GuidanceDetail,
} from './events.ts';
export { FaceCaptureElement } from './face-capture.ts';
export type { GuidanceCode } from './guidance.ts';
export type { FaceCaptureAttributes, FaceCaptureProps } from './jsx.ts';
export type { CaptureSettingsElement, FaceCaptureEventTarget } from './settings-element.ts';
export type { CaptureState } from './showing.ts';
export {
  type CaptureCounts,
  type CaptureSentence,
  type CaptureTexts,
  type CaptureWords,
  DEFAULT_TEXTS,
  type PluralForms,
} from './texts/capture-texts.ts';

declare global {
  interface HTMLElementTagNameMap {
    'face-capture': FaceCaptureElement;
  }
}

// Without elements, as on a server, importing this does nothing; a second copy of the package leaves the first one be.
if (globalThis.customElements?.get('face-capture') === undefined) {
  globalThis.customElements?.define('face-capture', FaceCaptureElement);
}
