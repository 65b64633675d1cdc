import type { CameraDevice } from './camera.ts';
import { html, icon } from './elements.ts';
import { Overlay } from './overlay.ts';
import { sharedStyles } from './styles.ts';
import type { CaptureSentence } from './texts/capture-texts.ts';
import type { Wording } from './texts/wording.ts';

/**
 * Where a capture stands: `idle` before it begins, `starting` while the camera opens and the models load,
 * `guiding` while a picture is looked for, `paused` while the page is hidden, `processing` while the picture
 * taken is looked at, `captured`, or `failed`.
 */
export type CaptureState = 'idle' | 'starting' | 'guiding' | 'paused' | 'processing' | 'captured' | 'failed';

export interface Showing {
  state: CaptureState;
  sentence: CaptureSentence;
  /** Why it failed, in the engine's words. */
  smallPrint: string | undefined;
  /** What the person may do besides. */
  hint: 'press-shutter' | 'suggest-shutter' | undefined;
  /** Of the hold, 0 to 1. */
  progress: number;
  mirrored: boolean;
  cameras: readonly CameraDevice[];
  deviceId: string | undefined;
  disabled: boolean;
}

export interface ViewActions {
  start(): void;
  press(): void;
  cancel(): void;
  retake(): void;
  chooseCamera(deviceId: string): void;
}

const ICONS = {
  face: [
    'M12 2.5c4 0 6.5 3.2 6.5 8 0 5.6-3 11-6.5 11s-6.5-5.4-6.5-11c0-4.8 2.5-8 6.5-8z',
    'M9.3 9.800v.8M14.7 9.800v.8M9.8 15.200c1.3 1.2 3.1 1.2 4.4 0',
  ],
  problem: ['M12 3 2.5 20h19z', 'M12 10v4.500M12 17.300v.1'],
  done: ['M4.5 12.5 9.5 17.5 19.5 7'],
  cameras: [
    'M4 11a8 8 0 0 1 14-4.500L20 8.500M20 4v4.500h-4.5',
    'M20 13a8 8 0 0 1-14 4.500L4 15.500M4 20v-4.500h4.5',
  ],
};

/** The component's inside: built once, then brought up to date. */
export class View {
  readonly video = html('video', {
    class: 'video',
    part: 'video',
    playsinline: '',
    muted: '',
    'aria-hidden': 'true',
  });
  readonly #picture = html('canvas', { class: 'picture', part: 'picture', 'aria-hidden': 'true' });
  readonly #overlay = new Overlay();
  readonly #plateText = html('span');
  readonly #done = icon(...ICONS.done);
  readonly #guidance = html(
    'div',
    { class: 'guidance', 'aria-hidden': 'true' },
    html('div', { class: 'plate', part: 'guidance' }, this.#done, this.#plateText),
  );
  readonly #faceIcon = icon(...ICONS.face);
  readonly #problemIcon = icon(...ICONS.problem);
  readonly #figure = html('div', { class: 'figure', part: 'figure' });
  readonly #message = html('p', { class: 'message', part: 'message' });
  readonly #reason = html('p', { class: 'reason', part: 'reason' });
  readonly #start = button('primary', 'button start');
  readonly #leave = button('', 'button cancel');
  readonly #panel = html(
    'div',
    { class: 'panel', part: 'panel' },
    this.#figure,
    html('div', { class: 'panel-text' }, this.#message, this.#reason),
    html('div', { class: 'actions' }, this.#start, this.#leave),
  );
  readonly #stage = html(
    'div',
    { class: 'stage', part: 'stage' },
    this.video,
    this.#picture,
    this.#overlay.element,
    html('div', { class: 'flash' }),
    this.#guidance,
    this.#panel,
  );
  readonly #cancel = button('quiet start', 'button cancel');
  readonly #shutter = html('button', { type: 'button', class: 'shutter', part: 'shutter' });
  readonly #retake = button('', 'button retake');
  readonly #cameraList = html('select');
  readonly #cameras = html(
    'div',
    { class: 'cameras end', part: 'cameras' },
    icon(...ICONS.cameras),
    this.#cameraList,
  );
  readonly #controls = html(
    'div',
    { class: 'controls', part: 'controls' },
    // What is hidden leaves its place empty: the shutter stays in the middle.
    html('div', { class: 'start' }, this.#cancel),
    html('div', {}, this.#shutter, this.#retake),
    html('div', { class: 'end' }, this.#cameras),
  );
  readonly #hint = html('p', { class: 'hint', part: 'hint' });
  readonly #status = html('p', { class: 'status', role: 'status' });
  readonly #base = html(
    'div',
    { class: 'base', part: 'base', role: 'group' },
    this.#stage,
    this.#controls,
    this.#hint,
    this.#status,
  );

  readonly #root: ShadowRoot;

  constructor(root: ShadowRoot, actions: ViewActions) {
    this.#root = root;
    // The attribute alone does not mute an element that a script made.
    this.video.muted = true;
    root.adoptedStyleSheets = [sharedStyles()];
    root.append(this.#base);
    this.#start.addEventListener('click', () => actions.start());
    this.#shutter.addEventListener('click', () => actions.press());
    this.#cancel.addEventListener('click', () => actions.cancel());
    this.#leave.addEventListener('click', () => actions.cancel());
    this.#retake.addEventListener('click', () => actions.retake());
    this.#cameraList.addEventListener('change', () => actions.chooseCamera(this.#cameraList.value));
  }

  /** Shows nothing until the texts are there, rather than texts of another language. */
  set isWordless(isWordless: boolean) {
    this.#base.toggleAttribute('data-wordless', isWordless);
  }

  /** Puts a sentence where screen readers hear of it. */
  say(sentence: string): void {
    this.#status.textContent = sentence;
  }

  showPicture(picture: ImageBitmap): void {
    this.#picture.width = picture.width;
    this.#picture.height = picture.height;
    this.#picture.getContext('2d')?.drawImage(picture, 0, 0);
  }

  forgetPicture(): void {
    this.#picture.width = 0;
    this.#picture.height = 0;
  }

  /** Moves only what moves with every frame. */
  showProgress(progress: number): void {
    this.#overlay.showProgress(progress);
  }

  update(wording: Wording, showing: Showing): void {
    const { state } = showing;
    const focused = this.#root.activeElement;
    this.#updateLanguage(wording);
    this.#updateTexts(wording, showing);
    this.#updateCameras(wording, showing);
    const hasPanel = state === 'idle' || state === 'failed';
    const hasPicture = state === 'processing' || state === 'captured';
    this.#base.dataset.state = state;
    this.#stage.toggleAttribute('data-mirrored', showing.mirrored);
    this.video.hidden = hasPanel || hasPicture;
    this.#picture.hidden = !hasPicture;
    this.#panel.hidden = !hasPanel;
    this.#leave.hidden = state !== 'failed';
    this.#guidance.hidden = hasPanel;
    this.#guidance.toggleAttribute('data-good', showing.sentence === 'ready' || state === 'captured');
    this.#done.toggleAttribute('hidden', state !== 'captured');
    this.#controls.hidden = hasPanel;
    this.#hint.hidden = hasPanel;
    this.#cancel.hidden = state === 'captured';
    this.#retake.hidden = state !== 'captured';
    this.#shutter.hidden = state === 'captured';
    this.#start.disabled = showing.disabled;
    this.#retake.disabled = showing.disabled;
    this.#shutter.setAttribute('aria-disabled', String(state !== 'guiding'));
    this.#shutter.toggleAttribute('data-suggested', showing.hint !== undefined);
    this.showProgress(state === 'captured' ? 1 : showing.progress);
    if (focused?.closest('[hidden]')) this.#primary(state).focus();
  }

  #updateLanguage({ language, direction }: Wording): void {
    for (const [name, value] of Object.entries({ lang: language, dir: direction })) {
      if (value === undefined) this.#base.removeAttribute(name);
      else this.#base.setAttribute(name, value);
    }
  }

  #updateTexts({ texts }: Wording, { state, sentence, smallPrint, hint }: Showing): void {
    this.#base.setAttribute('aria-label', texts.label);
    this.#figure.replaceChildren(state === 'failed' ? this.#problemIcon : this.#faceIcon);
    this.#message.textContent = texts[sentence];
    this.#plateText.textContent = texts[sentence];
    this.#reason.textContent = smallPrint ?? '';
    this.#reason.hidden = smallPrint === undefined;
    this.#start.textContent = state === 'failed' ? texts.retry : texts.start;
    this.#leave.textContent = texts.cancel;
    this.#cancel.textContent = texts.cancel;
    this.#retake.textContent = texts.retake;
    this.#hint.textContent = hint ? texts[hint] : '';
    this.#shutter.setAttribute('aria-label', texts.shutter);
    this.#cameraList.setAttribute('aria-label', texts.camera);
    this.#cameraList.title = texts.camera;
  }

  #updateCameras(wording: Wording, { state, cameras, deviceId }: Showing): void {
    this.#cameras.hidden = cameras.length < 2 || state === 'captured' || state === 'processing';
    const numbered = wording.texts['camera-number'];
    const names = cameras.map(
      ({ label }, index) => label || numbered.replace('{number}', wording.number(index + 1)),
    );
    // A list that is rebuilt closes under the person's hand.
    if (names.join() !== [...this.#cameraList.options].map(({ text }) => text).join()) {
      const options = cameras.map(({ deviceId: value }, index) =>
        html('option', { value }, names[index] ?? ''),
      );
      this.#cameraList.replaceChildren(...options);
    }
    if (deviceId !== undefined) this.#cameraList.value = deviceId;
  }

  /** Where the focus goes when what had it is gone. */
  #primary(state: CaptureState): HTMLElement {
    if (state === 'idle' || state === 'failed') return this.#start;
    return state === 'captured' ? this.#retake : this.#shutter;
  }
}

function button(variant: string, part: string): HTMLButtonElement {
  return html('button', { type: 'button', class: `button ${variant}`.trim(), part });
}
