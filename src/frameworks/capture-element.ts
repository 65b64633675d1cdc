import type {
  CameraFacing,
  CaptureDetail,
  CaptureErrorDetail,
  CaptureState,
  CaptureTexts,
  FaceCaptureElement,
  GuidanceDetail,
} from '../capture/index.ts';
import type { FaceEngine } from '../index.ts';

/** The settings of `<face-capture>` that are attributes of the element. */
export interface CaptureSettings {
  /** Where the files of the component's own engine lie, as in `createEngine`. */
  assets?: string | undefined;
  /** Which camera of a phone. Default `user`. */
  facing?: CameraFacing | undefined;
  /** Whether the picture is taken by itself when all is well. Default true. */
  auto?: boolean | undefined;
  /** Whether liveness is judged, too. Default true. */
  liveness?: boolean | undefined;
  /** Least `unifiedQualityScore`, 0 to 100, of a picture taken by itself. Default 70. */
  minQuality?: number | undefined;
  /** Milliseconds without success after which the shutter is suggested. Default 20,000. */
  timeout?: number | undefined;
  /** Whether the files of the component's own engine are fetched when the page is idle. Default false. */
  preload?: boolean | undefined;
  /** Gestures to ask for first: `random:2`, or their names with spaces between. */
  gestures?: string | undefined;
  /** What the gestures' challenge is known by to the server: their `nonce`. */
  challenge?: string | undefined;
  /** Whether three tips stand on the first screen. Default false. */
  tips?: boolean | undefined;
  /** Whether short tones tell of a gesture made and of the picture. Default false. */
  sound?: boolean | undefined;
  /** Whether the device vibrates at a gesture made and at the picture, if it can. Default false. */
  vibration?: boolean | undefined;
  /** Whether guidance is spoken by the browser. Default false. */
  speech?: boolean | undefined;
  /** Seconds of video, at the least, that the capture gives beside the picture. Default: none. */
  video?: number | undefined;
  /** Whether nobody can start a capture. Default false. */
  disabled?: boolean | undefined;
}

/** The settings of `<face-capture>` that are properties alone. */
export interface CaptureProperties {
  /** The engine to measure with; the component never disposes of it. Default: one of its own. */
  engine?: FaceEngine | undefined;
  /** Sentences in place of the component's own. */
  texts?: Partial<CaptureTexts> | undefined;
}

/** What becomes of a capture. */
export interface CaptureHandlers {
  /** The picture is taken; the camera is off. */
  onCapture?: ((detail: CaptureDetail) => void) | undefined;
  /** Other guidance is shown. */
  onGuidance?: ((detail: GuidanceDetail) => void) | undefined;
  /** The capture ended without a picture; the camera is off. */
  onCaptureError?: ((detail: CaptureErrorDetail) => void) | undefined;
  /** The person gave up; the camera is off. */
  onCancel?: (() => void) | undefined;
  /** The capture has come to another state. */
  onStateChange?: ((state: CaptureState) => void) | undefined;
}

type Attribute = string | undefined;

const asText = (value: string | number | undefined): Attribute => value?.toString();
const ifOn = (isOn: boolean | undefined): Attribute => (isOn ? '' : undefined);
const unlessOff = (isOn = true): Attribute => (isOn ? undefined : 'off');

type AttributeOf<Value> = { name: string; of(value: Value): Attribute };

/** Each setting's attribute, and what it says. */
const ATTRIBUTES: { readonly [Name in keyof Required<CaptureSettings>]: AttributeOf<CaptureSettings[Name]> } =
  {
    assets: { name: 'assets', of: asText },
    facing: { name: 'facing', of: asText },
    auto: { name: 'auto', of: unlessOff },
    liveness: { name: 'liveness', of: unlessOff },
    minQuality: { name: 'min-quality', of: asText },
    timeout: { name: 'timeout', of: asText },
    preload: { name: 'preload', of: ifOn },
    gestures: { name: 'gestures', of: asText },
    challenge: { name: 'challenge', of: asText },
    tips: { name: 'tips', of: ifOn },
    sound: { name: 'sound', of: ifOn },
    vibration: { name: 'vibration', of: ifOn },
    speech: { name: 'speech', of: ifOn },
    video: { name: 'video', of: asText },
    disabled: { name: 'disabled', of: ifOn },
  };

const SETTINGS = Object.keys(ATTRIBUTES) as (keyof CaptureSettings)[];

/** The attributes of `<face-capture>`; one that is undefined is not there. */
export function attributesOf(settings: CaptureSettings): Record<string, string | undefined> {
  const attributeOf = <Name extends keyof CaptureSettings>(name: Name): [string, Attribute] => {
    const attribute: AttributeOf<CaptureSettings[Name]> = ATTRIBUTES[name];
    return [attribute.name, attribute.of(settings[name])];
  };
  return Object.fromEntries(SETTINGS.map(attributeOf));
}

/** What of a component's props are settings, and what is left of them. */
export function withoutSettings<Props extends CaptureSettings>(
  props: Props,
): { settings: CaptureSettings; others: Omit<Props, keyof CaptureSettings> } {
  const settings: CaptureSettings = {};
  const others = { ...props };
  for (const name of SETTINGS) {
    Object.assign(settings, { [name]: props[name] });
    delete others[name];
  }
  return { settings, others };
}

/** Defines `<face-capture>`, whose code arrives when a page first shows one; for browsers alone. */
export async function defineCapture(): Promise<void> {
  await import('../capture/index.ts');
}

/**
 * Hands the element's events to an app.
 *
 * @param current The app's handlers at the time of the event.
 * @returns ends it.
 */
export function listenTo(element: FaceCaptureElement, current: () => CaptureHandlers): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  element.addEventListener('capture', ({ detail }) => current().onCapture?.(detail), { signal });
  element.addEventListener('guidance', ({ detail }) => current().onGuidance?.(detail), { signal });
  element.addEventListener('capture-error', ({ detail }) => current().onCaptureError?.(detail), { signal });
  element.addEventListener('cancel', () => current().onCancel?.(), { signal });
  element.addEventListener('statechange', () => current().onStateChange?.(element.state), { signal });
  return () => listening.abort();
}
