import type { CaptureErrorReason } from './capture-error.ts';
import type { GuidanceCode } from './guidance.ts';

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
export const DEFAULT_TEXTS: Readonly<CaptureTexts> = {
  label: 'Picture of your face',
  intro: 'Take a picture of your face. The camera’s picture is analysed on this device.',
  start: 'Start the camera',
  starting: 'Allow the camera if your browser asks.',
  loading: 'Getting ready …',
  paused: 'Paused while you are away',
  processing: 'Checking the picture …',
  captured: 'Picture taken',
  shutter: 'Take the picture',
  'press-shutter': 'Press the button when you are ready.',
  'suggest-shutter': 'You can also take the picture yourself.',
  cancel: 'Cancel',
  retake: 'Take another',
  retry: 'Try again',
  camera: 'Camera',
  'camera-number': 'Camera {number}',

  'no-face': 'Put your face in the oval',
  'several-faces': 'One person only',
  'move-closer': 'Come closer',
  'move-back': 'Move back a little',
  'center-face': 'Move your face into the oval',
  'too-dark': 'Too dark: find more light',
  'too-bright': 'Too bright: turn away from the light',
  'look-straight': 'Look straight at the camera',
  'straighten-head': 'Keep your head upright',
  'open-eyes': 'Open your eyes',
  'hold-still': 'Hold still',
  blurred: 'Blurred: wipe the lens or find more light',
  'low-quality': 'Find better light',
  ready: 'Good, stay like this',

  'insecure-context': 'Browsers give the camera only to pages opened over https.',
  unsupported: 'This browser can’t use a camera. Try another one.',
  'permission-denied': 'The camera is not allowed. Allow it beside the page’s address, then try again.',
  'no-camera': 'No camera was found. Connect one, then try again.',
  'camera-busy': 'Another program is using the camera. Close it, then try again.',
  'camera-unplugged': 'The camera stopped. Check that it is connected and allowed, then try again.',
  'camera-failed': 'The camera could not be opened. Try again, or try another browser.',
  'engine-failed': 'The face check can’t run on this device right now.',
};
