import type { Face, StageTimings } from '../../engine/face-engine.ts';
import { announce } from '../announcer.ts';
import { html, svg } from '../dom.ts';
import type { EngineHost } from '../engine-host.ts';
import { createFacePicture } from '../face-picture.ts';
import { createGlyph } from '../glyph.ts';
import { createPictureInput } from '../picture-input.ts';
import { explain, type PlainWords } from '../plain-words.ts';
import { readForDisplay, type ShownPicture } from '../shown-picture.ts';

/** A face ready to be compared. */
export interface ChosenFace {
  face: Face;
  template: Uint8Array<ArrayBuffer>;
  picture: ShownPicture | undefined;
  timings: StageTimings | undefined;
}

const NO_FACE: PlainWords = {
  title: 'No face found',
  advice: 'Choose a photo in which the whole face can be seen, well lit and not too small.',
  code: 'BPE-003002',
};

const NO_FILE: PlainWords = {
  title: 'That was no picture file',
  advice: 'Some pages hand over only a link. Save the picture first, then drop the file here.',
};

/** One of the two pictures to compare: takes it, shows it, finds its faces, lets the person choose one. */
export class PictureSlot {
  readonly root: HTMLElement;
  /** The face to compare, as soon as there is one. */
  chosen: ChosenFace | undefined;
  readonly #name: string;
  readonly #host: EngineHost;
  readonly #onChange: () => void;
  readonly #frame = html('div', { class: 'frame' });
  readonly #found = html('p', { class: 'slot-found' });
  readonly #note = html('div', { class: 'slot-note' });
  readonly #remove: HTMLButtonElement;
  #file: File | undefined;
  /** Cancels the work on the picture that was here before. */
  #work = new AbortController();
  #failed = false;

  /**
   * @param name What people call the slot, e.g. `First picture`.
   * @param onChange Called when the chosen face comes or goes.
   * @param onMore Takes the pictures beyond the first where several come at once.
   */
  constructor(name: string, host: EngineHost, onChange: () => void, onMore: (files: File[]) => void) {
    this.#name = name;
    this.#host = host;
    this.#onChange = onChange;
    const id = name.toLowerCase().replaceAll(' ', '-');
    this.root = html('section', { class: 'slot', 'aria-labelledby': id });
    const input = createPictureInput(name, this.root, {
      onPictures: ([first, ...more]) => {
        void this.use(first);
        if (more.length > 0) onMore(more);
      },
      onNoFile: () => this.#say(NO_FILE),
    });
    this.#remove = html(
      'button',
      { type: 'button', class: 'slot-remove', 'aria-label': `Remove: ${name}` },
      svg('svg', { viewBox: '0 0 14 14', 'aria-hidden': 'true' }, svg('path', { d: 'M2 2l10 10M12 2L2 12' })),
    );
    this.#remove.addEventListener('click', () => {
      this.clear();
      input.focus();
    });
    this.#frame.addEventListener('click', () => {
      if (!this.#file) input.choose();
    });
    this.root.append(
      html('div', { class: 'slot-head' }, html('h2', { id }, name), this.#found),
      html('div', { class: 'slot-frame' }, this.#frame, this.#remove),
      html('div', { class: 'slot-actions' }, ...input.controls),
      this.#note,
    );
    this.#reset(undefined);
  }

  get isEmpty(): boolean {
    return this.#file === undefined;
  }

  /** Takes another picture in the place of the one there was. */
  async use(file: File): Promise<void> {
    const { signal } = this.#begin(file);
    this.#found.textContent =
      this.#host.state.phase === 'loading' ? 'Waiting for the models' : 'Looking for faces';
    const display = readForDisplay(file).catch(() => undefined);
    const analysis = this.#analyse(file, signal);
    analysis.catch(() => undefined); // it may fail before it is awaited below
    const picture = await display;
    if (signal.aborted) return;
    const view = picture && createFacePicture(picture, this.#name);
    this.#frame.replaceChildren(view?.root ?? placeholder('The picture can’t be shown'));
    try {
      const { faces, timings } = await analysis;
      if (signal.aborted) return;
      this.#endWork();
      const choose = (index: number) => this.#choose(faces, index, picture, timings);
      this.root.classList.toggle('has-several', faces.length > 1);
      view?.showFaces(faces, faces.length === 1 ? 0 : undefined, choose);
      if (faces.length === 0) this.#say(NO_FACE);
      else if (faces.length === 1) choose(0);
      else this.#askWhichFace(faces.length);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  /** Looks at the picture again where the engine failed on it before. */
  retry(): void {
    if (this.#failed && this.#file) void this.use(this.#file);
  }

  clear(): void {
    this.#reset(undefined);
    this.#onChange();
  }

  #begin(file: File): AbortController {
    this.#reset(file);
    this.#onChange();
    return this.#work;
  }

  #reset(file: File | undefined): void {
    this.#work.abort();
    this.#work = new AbortController();
    this.#file = file;
    this.#failed = false;
    this.chosen = undefined;
    this.root.classList.toggle('is-busy', file !== undefined);
    this.root.classList.toggle('is-empty', file === undefined);
    this.#remove.hidden = file === undefined;
    this.root.classList.remove('has-several');
    this.#found.textContent = '';
    this.#note.replaceChildren();
    if (!file) this.#frame.replaceChildren(invitation());
  }

  #endWork(): void {
    this.root.classList.remove('is-busy');
    this.#found.textContent = '';
  }

  async #analyse(
    file: File,
    signal: AbortSignal,
  ): Promise<{ faces: Face[]; timings: StageTimings | undefined }> {
    const engine = await this.#host.engine;
    let timings: StageTimings | undefined;
    const faces = await engine.faces(file, {
      templates: true,
      signal,
      onTimings: (measured) => {
        timings = measured;
      },
    });
    return { faces, timings };
  }

  #choose(
    faces: Face[],
    index: number,
    picture: ShownPicture | undefined,
    timings: StageTimings | undefined,
  ): void {
    const face = faces[index];
    if (!face?.template) return;
    this.chosen = { face, template: face.template, picture, timings };
    const found = faces.length === 1 ? 'One face found' : `Using one of ${faces.length} faces`;
    this.#found.textContent = found;
    this.#note.replaceChildren();
    announce(`${this.#name}: ${found}.`);
    this.#onChange();
  }

  #askWhichFace(count: number): void {
    this.#say({
      title: `${count} faces found`,
      advice: 'Choose the one to compare: click it, or use the arrow keys.',
      code: 'BPE-003003',
    });
  }

  #fail(error: unknown): void {
    this.#failed = true;
    this.#endWork();
    this.#say(explain(error));
  }

  #say({ title, advice, code }: PlainWords): void {
    this.#note.replaceChildren(
      html(
        'p',
        { class: 'slot-problem' },
        html('strong', {}, `${title}.`),
        ` ${advice} `,
        code ? html('code', { title: 'How the API names this' }, code) : undefined,
      ),
    );
    announce(`${this.#name}: ${title}. ${advice}`);
  }
}

function placeholder(sentence: string): HTMLElement {
  return html('p', { class: 'frame-words' }, sentence);
}

/** The empty slot: the outline of a face that is not there yet. */
function invitation(): HTMLElement {
  const touch = matchMedia('(pointer: coarse)').matches;
  const words = html('strong', {}, touch ? 'Tap to choose a photo' : 'Drop a photo here');
  const hint = touch ? undefined : html('span', {}, 'or paste it');
  return html('div', { class: 'invitation' }, createGlyph(), html('p', {}, words, hint));
}
