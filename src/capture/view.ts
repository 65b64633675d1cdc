import { GESTURES, type Gesture } from '../vision/gestures/gesture-names.ts';
import { Controls } from './controls.ts';
import { html, icon } from './elements.ts';
import { gestureHint } from './gesture-hint.ts';
import { LoadingBar } from './loading-bar.ts';
import { Overlay } from './overlay.ts';
import { Panel } from './panel.ts';
import type { Showing, ViewActions } from './showing.ts';
import { sharedStyles } from './styles.ts';
import type { Wording } from './texts/wording.ts';

const DONE = ['M4.5 12.5 9.5 17.5 19.5 7'];

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
  readonly #done = icon(...DONE);
  readonly #guidance = html(
    'div',
    { class: 'guidance', 'aria-hidden': 'true' },
    html('div', { class: 'plate', part: 'guidance' }, this.#done, this.#plateText),
  );
  readonly #loading = new LoadingBar();
  readonly #gesture = html('div', { class: 'gesture-place', 'aria-hidden': 'true' });
  #drawn: Gesture | undefined;
  readonly #panel: Panel;
  readonly #stage: HTMLElement;
  readonly #controls: Controls;
  readonly #hint = html('p', { class: 'hint', part: 'hint' });
  readonly #status = html('p', { class: 'status', role: 'status' });
  readonly #base: HTMLElement;
  readonly #root: ShadowRoot;

  constructor(root: ShadowRoot, actions: ViewActions) {
    this.#root = root;
    // The attribute alone does not mute an element that a script made.
    this.video.muted = true;
    this.#panel = new Panel(actions);
    this.#controls = new Controls(actions);
    this.#stage = html(
      'div',
      { class: 'stage', part: 'stage' },
      this.video,
      this.#picture,
      this.#overlay.element,
      html('div', { class: 'flash' }),
      this.#guidance,
      this.#gesture,
      this.#loading.element,
      this.#panel.element,
    );
    this.#base = html(
      'div',
      { class: 'base', part: 'base', role: 'group' },
      this.#stage,
      this.#controls.element,
      this.#hint,
      this.#status,
    );
    root.adoptedStyleSheets = [sharedStyles()];
    root.append(this.#base);
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
    const { state, sentence } = showing;
    const focused = this.#root.activeElement;
    const hasPanel = state === 'idle' || state === 'failed';
    const hasPicture = state === 'processing' || state === 'captured';
    this.#updateLanguage(wording);
    this.#base.dataset.state = state;
    this.#base.setAttribute('aria-label', wording.texts.label);
    this.#stage.toggleAttribute('data-mirrored', showing.mirrored);
    this.video.hidden = hasPanel || hasPicture;
    this.#picture.hidden = !hasPicture;
    this.#panel.update(wording, showing);
    this.#plateText.textContent = wording.texts[sentence];
    this.#guidance.hidden = hasPanel;
    this.#guidance.toggleAttribute('data-good', sentence === 'ready' || state === 'captured');
    this.#done.toggleAttribute('hidden', state !== 'captured');
    this.#loading.update(wording, hasPanel || hasPicture ? undefined : showing.loading);
    this.#draw(gestureOf(showing));
    this.#controls.update(wording, showing);
    this.#hint.hidden = hasPanel;
    this.#hint.textContent = hintOf(wording, showing);
    this.showProgress(state === 'captured' ? 1 : showing.progress);
    if (focused?.closest('[hidden]')) (hasPanel ? this.#panel.start : this.#controls.primary).focus();
  }

  /** What is drawn already stays, or its motion would begin anew. */
  #draw(gesture: Gesture | undefined): void {
    if (gesture === this.#drawn) return;
    this.#drawn = gesture;
    this.#gesture.replaceChildren(...(gesture ? [gestureHint(gesture)] : []));
  }

  #updateLanguage({ language, direction }: Wording): void {
    for (const [name, value] of Object.entries({ lang: language, dir: direction })) {
      if (value === undefined) this.#base.removeAttribute(name);
      else this.#base.setAttribute(name, value);
    }
  }
}

/** What the person is asked to do; guidance of the same words is none. */
function gestureOf({ state, sentence, gesturesLeft }: Showing): Gesture | undefined {
  if (state !== 'guiding' || gesturesLeft === undefined) return undefined;
  return GESTURES.find((gesture) => gesture === sentence);
}

function hintOf(wording: Wording, { hint, gesturesLeft, loading }: Showing): string {
  if (typeof loading === 'number') return wording.percent(loading);
  if (gesturesLeft !== undefined && gesturesLeft > 0) return wording.count('gestures-left', gesturesLeft);
  return hint ? wording.texts[hint] : '';
}
