import { checkOptions } from '../common/check-options.ts';
import { reasonOf } from '../contract/errors.ts';
import type { FaceEngine } from '../page/face-engine.ts';
import { Camera, listCameras } from './camera.ts';
import { CaptureEngine } from './capture-engine.ts';
import { CaptureError } from './capture-error.ts';
import { CaptureRun } from './capture-run.ts';
import { Cues } from './cues.ts';
import { guideEarly } from './early-guidance.ts';
import type { CaptureDetail, FaceCaptureEventMap } from './events.ts';
import { askForGestures, challengeOf, checkSamePerson, type MadeGestures } from './gesture-challenge.ts';
import type { GuidanceCode } from './guidance.ts';
import { LiveRegion } from './live-region.ts';
import { RecentVideo } from './recent-video.ts';
import { CaptureSettingsElement, SETTINGS } from './settings-element.ts';
import type { CaptureState, Showing } from './showing.ts';
import { type CaptureTexts, DEFAULT_TEXTS } from './texts/capture-texts.ts';
import { ElementWording } from './texts/element-wording.ts';
import { View } from './view.ts';
import { Voice } from './voice.ts';

/** Properties an app may have set before the element was defined. */
const PROPERTIES = ['engine', 'texts', ...SETTINGS] as const;

const IDLE = {
  state: 'idle',
  sentence: 'intro',
  smallPrint: undefined,
  hint: undefined,
  progress: 0,
  gesturesLeft: undefined,
  loading: undefined,
} as const;

const FIRST: Showing = {
  ...IDLE,
  mirrored: true,
  cameras: [],
  deviceId: undefined,
  disabled: false,
  tips: false,
};

/**
 * `<face-capture>`: opens the camera, guides the person, takes the picture when all is well, and gives it with
 * its template and its liveness by the event `capture`. See docs/capture.md.
 *
 * Attributes: `assets`, `facing`, `auto`, `liveness`, `min-quality`, `timeout`, `preload`, `gestures`, `challenge`,
 * `tips`, `sound`, `vibration`, `speech`, `video`, `disabled`; each has its property. The attribute `state` says where the capture stands.
 */
export class FaceCaptureElement extends CaptureSettingsElement {
  /** @internal The browser's part of the contract of elements. */
  static readonly observedAttributes = ['facing', 'disabled', 'auto', 'preload', 'tips'];

  readonly #engine = new CaptureEngine((share) => {
    if (this.#showing.loading !== undefined) this.#show({ loading: share });
  });
  #view: View | undefined;
  readonly #liveRegion = new LiveRegion((sentence) => this.#say(sentence));
  readonly #cues = new Cues();
  readonly #voice = new Voice();
  readonly #wording = new ElementWording(this, () => this.#show({}));
  #showing: Showing = { ...FIRST };
  /** Ends the capture under way. */
  #capturing: AbortController | undefined;
  #camera: Camera | undefined;
  #run: CaptureRun | undefined;
  #recent: RecentVideo | undefined;
  /** Whether the person pressed the shutter before there was a search to hear of it. */
  #isPressed = false;
  /** When guidance began, in milliseconds. */
  #guidedSince: number | undefined;
  #chosenCamera: string | undefined;
  #suggestion: ReturnType<typeof setTimeout> | undefined;

  /** The engine to measure with. Without one, the component starts its own, without a cache, and ends it. */
  get engine(): FaceEngine | undefined {
    return this.#engine.given;
  }
  set engine(engine: FaceEngine | undefined) {
    this.#engine.given = engine;
    if (engine) this.#engine.endPreload();
  }

  /**
   * Every sentence the component shows or says. Set some or all of them; the others are those of the page's language.
   *
   * @throws {TypeError} when set, if a key is none of {@link CaptureTexts}.
   */
  get texts(): Readonly<CaptureTexts> {
    return this.#wording.current.texts;
  }
  set texts(texts: Partial<CaptureTexts> | undefined) {
    checkOptions(texts ?? {}, Object.keys(DEFAULT_TEXTS), 'texts');
    this.#wording.replace(texts);
  }

  /** Where the capture stands; the event `statechange` tells of changes. */
  get state(): CaptureState {
    return this.#showing.state;
  }

  /**
   * Opens the camera and looks for a picture; does nothing while it is at it, or disabled. The events tell what
   * becomes of it.
   */
  start(): void {
    if (this.disabled || this.#capturing || !this.#view) return;
    if (this.sound) this.#cues.prepare();
    void this.#capture(this.#view);
  }

  /** Closes the camera, forgets the picture and ends the component's own engine. No event but `statechange`. */
  stop(): void {
    this.#end();
    this.#engine.release();
    this.#cues.release();
    this.#view?.forgetPicture();
    this.#show(IDLE);
  }

  /** Forgets the picture taken and looks for another. */
  retake(): void {
    this.#end();
    this.start();
  }

  /** @internal The browser's part of the contract of elements. */
  connectedCallback(): void {
    for (const name of PROPERTIES) this.#upgrade(name);
    this.#view ??= this.#build();
    this.#wording.connect();
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#show({ disabled: this.disabled, tips: this.tips });
    this.#preload();
  }

  /** @internal The browser's part of the contract of elements. */
  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#wording.disconnect();
    this.#engine.endPreload();
    this.stop();
  }

  /** @internal The browser's part of the contract of elements. */
  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (name === 'facing' && before !== now && this.#view) {
      this.#chosenCamera = undefined;
      if (this.#capturing) this.retake();
    }
    if (name === 'preload') this.#preload();
    if (name === 'tips') this.#show({ tips: this.tips });
    if (name === 'auto' && this.state === 'guiding') this.#suggestShutter();
    if (name === 'disabled') {
      if (this.disabled && this.#capturing) this.stop();
      this.#show({ disabled: this.disabled });
    }
  }

  #preload(): void {
    this.#engine.endPreload();
    if (!this.preload || !this.isConnected || this.#engine.given) return;
    this.#engine.assets = this.assets;
    this.#engine.preload(this.liveness);
  }

  async #capture(view: View): Promise<void> {
    const capturing = new AbortController();
    const { signal } = capturing;
    this.#capturing = capturing;
    this.#isPressed = false;
    this.#guidedSince = undefined;
    view.forgetPicture();
    this.#show(
      {
        state: 'starting',
        sentence: 'starting',
        smallPrint: undefined,
        progress: 0,
        gesturesLeft: undefined,
      },
      'now',
    );
    this.#engine.assets = this.assets;
    try {
      // The engine starts while the person is asked for the camera. What it fails with is told when it is needed.
      if (isSecureContext) this.#engine.open().catch(() => undefined);
      const camera = await this.#openCamera(view, signal);
      const detail = await Promise.race([this.#search(view, camera, signal), camera.lost()]);
      signal.throwIfAborted();
      this.#end();
      this.#show({ state: 'captured', sentence: 'captured', hint: undefined }, 'now');
      this.#cue('capture');
      this.#dispatch('capture', detail);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  async #openCamera(view: View, signal: AbortSignal): Promise<Camera> {
    const camera = await Camera.open({ facing: this.facing, deviceId: this.#chosenCamera }, signal);
    this.#camera = camera;
    if (this.video > 0) this.#recent = new RecentVideo(camera.stream, this.video);
    view.video.srcObject = camera.stream;
    const cameras = await listCameras();
    await view.video.play();
    signal.throwIfAborted();
    const { deviceId, facesPerson: mirrored } = camera;
    this.#show({ sentence: 'loading', loading: 'unknown', cameras, deviceId, mirrored });
    return camera;
  }

  async #search(view: View, camera: Camera, signal: AbortSignal): Promise<CaptureDetail> {
    const engine = await this.#engine.open();
    signal.throwIfAborted();
    camera.enabled = !document.hidden;
    const ready = this.#engine.ready(engine, this.liveness);
    await guideEarly({ engine, video: view.video, signal, ready }, (code) => this.#guideEarly(code));
    this.#show({ loading: undefined });
    const made = await this.#askForGestures(engine, view, signal);
    const run = new CaptureRun(engine, view.video, this, {
      onFrame: (guidance, progress) => this.#guide(guidance, progress),
      onShot: (picture) => {
        view.showPicture(picture);
        this.#show({ state: 'processing', sentence: 'processing', hint: undefined }, 'now');
      },
      onResume: () => this.#show({ state: 'guiding', sentence: 'no-face', progress: 0 }),
    });
    this.#run = run;
    if (this.#isPressed) run.press();
    this.#suggestShutter();
    const shot = await run.take(signal);
    if (made) await checkSamePerson(engine, made, shot.template, signal);
    const hints = [...camera.hints, ...run.hints(camera.frameRate)];
    const video = await this.#recent?.take();
    return { ...shot, hints, ...(made && { gestures: made.transcript }), ...(video && { video }) };
  }

  /** Undefined if none are asked for. */
  async #askForGestures(
    engine: FaceEngine,
    view: View,
    signal: AbortSignal,
  ): Promise<MadeGestures | undefined> {
    const challenge = challengeOf(this.getAttribute('gestures'), this.getAttribute('challenge'));
    if (!challenge) return undefined;
    const made = await askForGestures(engine, view.video, challenge, signal, (code, { made, of }) =>
      this.#guide(code, made / of, of - made),
    );
    signal.throwIfAborted();
    this.#guidedSince = undefined;
    return made;
  }

  #guide(guidance: GuidanceCode, progress: number, gesturesLeft?: number): void {
    if (document.hidden) return;
    const { state, sentence, gesturesLeft: leftBefore } = this.#showing;
    this.#showing.progress = progress;
    this.#view?.showProgress(progress);
    if (gesturesLeft !== undefined && gesturesLeft < (leftBefore ?? 0)) this.#cue('gesture');
    if (state === 'guiding' && sentence === guidance && gesturesLeft === leftBefore) return;
    this.#show({ state: 'guiding', sentence: guidance, gesturesLeft });
    if (state === 'guiding' && sentence === guidance) return;
    this.#dispatch('guidance', { code: guidance, text: this.texts[guidance] });
  }

  /** @param guidance Undefined if the person stands well, of whom no more is known yet. */
  #guideEarly(guidance: GuidanceCode | undefined): void {
    if (document.hidden) return;
    this.#guidedSince ??= performance.now();
    const { state } = this.#showing;
    if (guidance) this.#guide(guidance, 0);
    else this.#show({ state: state === 'paused' ? 'guiding' : state, sentence: 'loading' });
  }

  /** At once if the person has to press it, else when they have waited for long. */
  #suggestShutter(): void {
    clearTimeout(this.#suggestion);
    this.#show({ hint: this.auto ? undefined : 'press-shutter' });
    if (!this.auto || this.timeout === Number.POSITIVE_INFINITY) return;
    this.#guidedSince ??= performance.now();
    const waited = performance.now() - this.#guidedSince;
    this.#suggestion = setTimeout(() => {
      this.#show({ hint: 'suggest-shutter' });
      this.#liveRegion.say(this.texts['suggest-shutter']);
    }, this.timeout - waited);
  }

  readonly #onVisibility = (): void => {
    if (!this.#camera) return;
    const { state } = this.#showing;
    this.#camera.enabled = !document.hidden;
    if (document.hidden && state === 'guiding') {
      this.#run?.restart();
      this.#show({ state: 'paused', sentence: 'paused', progress: 0 });
    }
    // The next frame's guidance ends the pause; browsers may have stopped the video meanwhile.
    if (!document.hidden) void this.#view?.video.play().catch(() => undefined);
  };

  #fail(error: unknown): void {
    this.#end();
    this.#chosenCamera = undefined;
    const reason = error instanceof CaptureError ? error.reason : 'camera-failed';
    const message = reasonOf(error);
    // What the browser says of the camera adds nothing to the sentence; what the engine says does.
    const smallPrint = reason === 'engine-failed' ? message : undefined;
    this.#show(
      { state: 'failed', sentence: reason, smallPrint, hint: undefined, gesturesLeft: undefined },
      'now',
    );
    this.#dispatch('capture-error', { reason, message, text: this.texts[reason] });
  }

  #end(): void {
    clearTimeout(this.#suggestion);
    this.#liveRegion.hush();
    this.#voice.hush();
    this.#capturing?.abort();
    this.#capturing = undefined;
    this.#run = undefined;
    this.#recent?.discard();
    this.#recent = undefined;
    this.#camera?.close();
    this.#camera = undefined;
    if (this.#view) this.#view.video.srcObject = null;
  }

  #say(sentence: string): void {
    this.#view?.say(sentence);
    if (this.speech) this.#voice.say(sentence, this.#wording.current.locale);
  }

  #cue(cue: 'gesture' | 'capture'): void {
    if (this.sound) this.#cues.sound(cue);
    if (this.vibration) this.#cues.vibrate(cue);
  }

  #cancel(): void {
    this.stop();
    this.dispatchEvent(new Event('cancel'));
  }

  /** @param announce `now` for a step of the capture, which is said at once. */
  #show(change: Partial<Showing>, announce?: 'now'): void {
    const before = this.#showing;
    this.#showing = { ...before, ...change };
    if (!this.#view) return;
    const { state, sentence } = this.#showing;
    this.#view.isWordless = this.#wording.isLoading;
    this.#view.update(this.#wording.current, this.#showing);
    if (announce) this.#liveRegion.sayNow(this.texts[sentence]);
    else if (sentence !== before.sentence && state !== 'idle') this.#liveRegion.say(this.texts[sentence]);
    if (state === before.state) return;
    this.setAttribute('state', state);
    this.dispatchEvent(new Event('statechange'));
  }

  #press(): void {
    if (this.#run) this.#run.press();
    else this.#isPressed = this.state === 'guiding';
  }

  #build(): View {
    this.setAttribute('state', this.state);
    const view = new View(this.attachShadow({ mode: 'open' }), {
      start: () => this.start(),
      press: () => this.#press(),
      cancel: () => this.#cancel(),
      retake: () => this.retake(),
      chooseCamera: (deviceId) => {
        this.#chosenCamera = deviceId;
        this.retake();
      },
    });
    this.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape' && this.#capturing) this.#cancel();
    });
    return view;
  }

  #dispatch<Type extends 'capture' | 'guidance' | 'capture-error'>(
    type: Type,
    detail: FaceCaptureEventMap[Type]['detail'],
  ): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** A property set before the class was known hides the accessor: hands its value to it. */
  #upgrade(name: (typeof PROPERTIES)[number]): void {
    if (!Object.hasOwn(this, name)) return;
    const { [name]: value } = this;
    delete (this as Partial<Record<typeof name, unknown>>)[name];
    Object.assign(this, { [name]: value });
  }
}
