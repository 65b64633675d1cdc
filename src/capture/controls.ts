import { button, html, icon } from './elements.ts';
import type { Showing, ViewActions } from './showing.ts';
import type { Wording } from './texts/wording.ts';

const CAMERAS = [
  'M4 11a8 8 0 0 1 14-4.500L20 8.500M20 4v4.500h-4.5',
  'M20 13a8 8 0 0 1-14 4.500L4 15.500M4 20v-4.500h4.5',
];

/** What stands below the preview. */
export class Controls {
  readonly #cancel = button('quiet', 'button cancel');
  readonly shutter = html('button', { type: 'button', class: 'shutter', part: 'shutter' });
  readonly retake = button('', 'button retake');
  readonly #cameraList = html('select');
  readonly #cameras = html('div', { class: 'cameras', part: 'cameras' }, icon(...CAMERAS), this.#cameraList);
  readonly element = html(
    'div',
    { class: 'controls', part: 'controls' },
    // What is hidden leaves its place empty: the shutter stays in the middle.
    html('div', { class: 'start' }, this.#cancel),
    html('div', {}, this.shutter, this.retake),
    html('div', { class: 'end' }, this.#cameras),
  );

  constructor(actions: ViewActions) {
    this.shutter.addEventListener('click', () => actions.press());
    this.#cancel.addEventListener('click', () => actions.cancel());
    this.retake.addEventListener('click', () => actions.retake());
    this.#cameraList.addEventListener('change', () => actions.chooseCamera(this.#cameraList.value));
  }

  /** Where the focus goes when what had it is gone. */
  get primary(): HTMLElement {
    return [this.retake, this.shutter].find(({ hidden }) => !hidden) ?? this.#cancel;
  }

  update(wording: Wording, showing: Showing): void {
    const { texts } = wording;
    const { state, hint, gesturesLeft, disabled } = showing;
    const isCaptured = state === 'captured';
    this.element.hidden = state === 'idle' || state === 'failed';
    this.#cancel.textContent = texts.cancel;
    this.#cancel.hidden = isCaptured;
    this.retake.textContent = texts.retake;
    this.retake.hidden = !isCaptured;
    this.retake.disabled = disabled;
    // No picture is taken before the gestures are made.
    this.shutter.hidden = isCaptured || gesturesLeft !== undefined;
    this.shutter.setAttribute('aria-label', texts.shutter);
    this.shutter.setAttribute('aria-disabled', String(state !== 'guiding'));
    this.shutter.toggleAttribute('data-suggested', hint !== undefined);
    this.#updateCameras(wording, showing);
  }

  #updateCameras(wording: Wording, { state, cameras, deviceId }: Showing): void {
    const { texts } = wording;
    this.#cameraList.setAttribute('aria-label', texts.camera);
    this.#cameraList.title = texts.camera;
    this.#cameras.hidden = cameras.length < 2 || state === 'captured' || state === 'processing';
    const names = cameras.map(
      ({ label }, index) => label || texts['camera-number'].replace('{number}', wording.number(index + 1)),
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
}
