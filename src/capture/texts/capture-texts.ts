import type { CaptureErrorReason } from '../capture-error.ts';
import type { GuidanceCode } from '../guidance.ts';
import english from './texts.en.json';

/** What the component says besides guidance and errors. */
export type CaptureWords =
  /** Names the component to assistive technology. */
  | 'label'
  /** Stands above the start button. */
  | 'intro'
  /** Stands above the tips, if they are shown. */
  | 'tips-title'
  | 'tip-light'
  | 'tip-alone'
  | 'tip-level'
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

/** What the component says of a number of things, which stands for `{number}`. */
export type CaptureCounts =
  /** How many gestures the person is still to make. */
  'gestures-left';

/** A sentence by the plural forms of its language, as `Intl.PluralRules` names them; one that is missing is `other`. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & Record<'other', string>;

/** A sentence that stands by itself. */
export type CaptureSentence = CaptureWords | GuidanceCode | CaptureErrorReason;

/** Every sentence the component shows or says, by the code it belongs to. */
export type CaptureTexts = Record<CaptureSentence, string> & Record<CaptureCounts, string | PluralForms>;

/** The texts in English. */
export const DEFAULT_TEXTS: Readonly<CaptureTexts> = english;
