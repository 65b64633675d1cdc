import type { CameraFacing } from './camera.ts';
import type { FaceCaptureEventMap } from './events.ts';
import { DEFAULT_MIN_QUALITY, DEFAULT_TIMEOUT_MS } from './thresholds.ts';

/** An element with the events of `<face-capture>`. */
export interface FaceCaptureEventTarget extends HTMLElement {
  /** Listens to an event of the component. */
  addEventListener<Type extends keyof FaceCaptureEventMap>(
    type: Type,
    listener: (this: this, event: FaceCaptureEventMap[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  /** Listens to any other event. */
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  /** Ends listening to an event of the component. */
  removeEventListener<Type extends keyof FaceCaptureEventMap>(
    type: Type,
    listener: (this: this, event: FaceCaptureEventMap[Type]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  /** Ends listening to any other event. */
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** Without elements, as in server rendering, the class can be declared all the same. */
const PageElement = (globalThis.HTMLElement ?? class {}) as new () => FaceCaptureEventTarget;

/** The settings' properties. */
export const SETTINGS = [
  'assets',
  'facing',
  'auto',
  'liveness',
  'minQuality',
  'timeout',
  'preload',
  'gestures',
  'challenge',
  'tips',
  'sound',
  'vibration',
  'speech',
  'video',
  'disabled',
] as const;

/** The settings of `<face-capture>`: attributes, each with its property. */
export class CaptureSettingsElement extends PageElement {
  /** Where the files of the component's own engine lie, as in `createEngine`; it counts when one is started. */
  get assets(): string | undefined {
    return this.getAttribute('assets') ?? undefined;
  }
  set assets(assets: string | URL | undefined) {
    this.#setOrRemove('assets', assets?.toString());
  }

  /** Which camera of a phone, `user` by default; a change while the camera is open changes it. */
  get facing(): CameraFacing {
    return this.getAttribute('facing') === 'environment' ? 'environment' : 'user';
  }
  set facing(facing: CameraFacing) {
    this.setAttribute('facing', facing);
  }

  /** Whether the picture is taken by itself when all is well. Default true; the attribute is `auto="off"`. */
  get auto(): boolean {
    return this.getAttribute('auto') !== 'off';
  }
  set auto(auto: boolean | 'off') {
    this.#switch('auto', auto);
  }

  /** Whether liveness is judged, too. Default true; the attribute is `liveness="off"`. */
  get liveness(): boolean {
    return this.getAttribute('liveness') !== 'off';
  }
  set liveness(liveness: boolean | 'off') {
    this.#switch('liveness', liveness);
  }

  /** Least `unifiedQualityScore`, 0 to 100, of a picture taken by itself. Default 70. */
  get minQuality(): number {
    return this.#number('min-quality', DEFAULT_MIN_QUALITY);
  }
  set minQuality(quality: number) {
    this.setAttribute('min-quality', String(quality));
  }

  /** Milliseconds without success after which the shutter is suggested. Default 20,000. */
  get timeout(): number {
    return this.#number('timeout', DEFAULT_TIMEOUT_MS);
  }
  set timeout(milliseconds: number) {
    this.setAttribute('timeout', String(milliseconds));
  }

  /**
   * Whether the files of the component's own engine are fetched once the element is in a page that has loaded and is idle,
   * as by `preload()`, so that they are there when a capture is started. Default false.
   */
  get preload(): boolean {
    return this.hasAttribute('preload');
  }
  set preload(preload: boolean) {
    this.toggleAttribute('preload', preload);
  }

  /** Gestures to ask for before the picture is taken: `random:2`, or their names with spaces between. Default: none. */
  get gestures(): string | undefined {
    return this.getAttribute('gestures') ?? undefined;
  }
  set gestures(gestures: string | undefined) {
    this.#setOrRemove('gestures', gestures);
  }

  /** What the gestures' challenge is known by to the server: the `nonce` of `engine.gestures`. */
  get challenge(): string | undefined {
    return this.getAttribute('challenge') ?? undefined;
  }
  set challenge(challenge: string | undefined) {
    this.#setOrRemove('challenge', challenge);
  }

  /** Whether the first screen gives three tips: light, one face that nothing covers, the camera at eye level. Default false. */
  get tips(): boolean {
    return this.hasAttribute('tips');
  }
  set tips(tips: boolean) {
    this.toggleAttribute('tips', tips);
  }

  /** Whether a short tone tells that a gesture was made, and that the picture is taken. Default false. */
  get sound(): boolean {
    return this.hasAttribute('sound');
  }
  set sound(sound: boolean) {
    this.toggleAttribute('sound', sound);
  }

  /** Whether the device vibrates then, too, if it can. Default false. */
  get vibration(): boolean {
    return this.hasAttribute('vibration');
  }
  set vibration(vibration: boolean) {
    this.toggleAttribute('vibration', vibration);
  }

  /** Whether guidance is spoken, by the browser's voice for the language. Default false. */
  get speech(): boolean {
    return this.hasAttribute('speech');
  }
  set speech(speech: boolean) {
    this.toggleAttribute('speech', speech);
  }

  /** Seconds of the camera's picture that the capture gives as a video, too, at the least; up to twice as many. Default 0: none. */
  get video(): number {
    return this.#number('video', 0);
  }
  set video(seconds: number) {
    this.setAttribute('video', String(seconds));
  }

  /** Whether nobody can start a capture; set while one is under way, it stops it. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }
  set disabled(disabled: boolean) {
    this.toggleAttribute('disabled', disabled);
  }

  /** Frameworks hand an attribute's words to the property of its name. */
  #switch(name: 'auto' | 'liveness', on: boolean | 'off'): void {
    if (on && on !== 'off') this.removeAttribute(name);
    else this.setAttribute(name, 'off');
  }

  #setOrRemove(name: string, value: string | undefined): void {
    if (value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  #number(attribute: string, fallback: number): number {
    const text = this.getAttribute(attribute);
    const value = Number(text);
    return text === null || text.trim() === '' || Number.isNaN(value) ? fallback : value;
  }
}
