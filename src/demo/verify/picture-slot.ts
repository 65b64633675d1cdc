import type { Face, StageTimings } from '../../index.ts';
import type { EngineHost } from '../engine-host.ts';
import { createFacePicture } from '../face-picture.ts';
import { explain, explainReason, type PlainWords } from '../plain-words.ts';
import { readForDisplay, type ShownPicture } from '../shown-picture.ts';
import { SlotView } from './slot-view.ts';

/** A face ready to be compared. */
export interface ChosenFace {
  face: Face;
  template: Uint8Array<ArrayBuffer>;
  /** `undefined` if the page can't show what the engine could read. */
  picture: ShownPicture | undefined;
  /** Of the whole picture, all its faces included. */
  timings: StageTimings | undefined;
}

/** Where a slot stands. */
export type SlotState = 'empty' | 'at-work' | 'several-faces' | 'unusable' | 'chosen';

type Analysis = Pick<ChosenFace, 'timings'> & { faces: Face[] };

const NO_FACE: PlainWords = {
  title: 'No face found',
  advice: 'Choose a photo in which the whole face can be seen, well lit and not too small.',
  detail: 'BPE-003002',
};

const NO_FILE: PlainWords = {
  title: 'That was no picture file',
  advice: 'Some pages hand over only a link. Save the picture first, then drop the file here.',
};

/** One of the two pictures to compare: shows it, finds its faces, lets the person choose one. */
export class PictureSlot {
  /** The face to compare, as soon as there is one. */
  chosen: ChosenFace | undefined;
  /** What people call it, e.g. `First picture`. */
  readonly name: string;
  readonly #host: EngineHost;
  readonly #onChange: () => void;
  readonly #view: SlotView;
  #file: File | undefined;
  #state: SlotState = 'empty';
  /** The engine failed, not the picture. */
  #failed = false;
  /** Cancels the work on the picture that was here before. */
  #work = new AbortController();

  /**
   * @param name What people call the slot, e.g. `First picture`.
   * @param onChange Called when the state or the chosen face is another one.
   * @param onMore Takes the pictures beyond the first if several come at once.
   */
  constructor(name: string, host: EngineHost, onChange: () => void, onMore: (files: File[]) => void) {
    this.name = name;
    this.#host = host;
    this.#onChange = onChange;
    this.#view = new SlotView(host, name, {
      onPictures: ([first, ...more]) => {
        void this.use(first);
        if (more.length > 0) onMore(more);
      },
      onNoFile: () => this.#view.showProblem(NO_FILE),
      onRemove: () => {
        this.#startOver(undefined);
        this.#view.showEmpty();
      },
    });
  }

  get root(): HTMLElement {
    return this.#view.root;
  }

  get state(): SlotState {
    return this.#state;
  }

  /** Takes a picture in the place of the one there was; never throws, the slot says what is wrong. */
  async use(file: File): Promise<void> {
    const signal = this.#startOver(file);
    const loading = this.#host.state.phase === 'loading';
    this.#view.showWork(loading ? 'Waiting for the models' : 'Looking for faces');
    const display = readForDisplay(file).catch(() => undefined);
    const analysis = this.#analyse(file, signal);
    analysis.catch(() => undefined); // it may fail before it is awaited below
    const picture = await display;
    if (signal.aborted) return;
    const facePicture = picture && createFacePicture(picture, this.name);
    this.#view.showPicture(facePicture?.root);
    try {
      const { faces, timings } = await analysis;
      if (signal.aborted) return;
      const choose = (index: number) => this.#choose(faces, index, picture, timings);
      this.root.classList.toggle('has-several', faces.length > 1);
      const main = mainFace(faces);
      facePicture?.showFaces(faces, main, choose);
      if (main !== undefined) choose(main);
      else if (faces.length === 0) this.#stop('unusable', NO_FACE);
      else this.#stop('several-faces', severalFaces(faces.length));
    } catch (error) {
      if (signal.aborted) return;
      this.#failed = true;
      this.#stop('unusable', explain(error));
    }
  }

  /** Looks at the picture again if the engine failed on it before. */
  retry(): void {
    if (this.#failed && this.#file) void this.use(this.#file);
  }

  #startOver(file: File | undefined): AbortSignal {
    this.#work.abort();
    this.#work = new AbortController();
    this.#file = file;
    this.#failed = false;
    this.root.classList.remove('has-several');
    this.#enter(file ? 'at-work' : 'empty');
    return this.#work.signal;
  }

  async #analyse(file: File, signal: AbortSignal): Promise<Analysis> {
    const engine = await this.#host.engine;
    let timings: StageTimings | undefined;
    const onTimings = (measured: StageTimings) => {
      timings = measured;
    };
    const faces = await engine.faces(file, { templates: true, signal, onTimings });
    return { faces, timings };
  }

  #choose(faces: Face[], index: number, picture: ShownPicture | undefined, timings?: StageTimings): void {
    const face = faces[index];
    if (!face) return;
    if (!face.template) {
      this.#stop('unusable', explainReason(face.reason));
      return;
    }
    this.#view.showFound(faces.length === 1 ? 'One face found' : `Using one of ${faces.length} faces`);
    this.#enter('chosen', { face, template: face.template, picture, timings });
  }

  /** There is no face to compare, and this is why. */
  #stop(state: SlotState, why: PlainWords): void {
    this.#view.showProblem(why);
    this.#enter(state);
  }

  #enter(state: SlotState, chosen?: ChosenFace): void {
    this.#state = state;
    this.chosen = chosen;
    this.#onChange();
  }
}

/** Share of the largest face's area below which the API takes another one for a bystander's. */
const BYSTANDER_AREA = 0.25;

/** The place of the face that the API would take; `undefined` if it would take none and say why. */
function mainFace([main, second]: Face[]): number | undefined {
  if (!main) return undefined;
  return second && areaOf(second) >= BYSTANDER_AREA * areaOf(main) ? undefined : 0;
}

function areaOf({ box }: Face): number {
  return box.width * box.height;
}

function severalFaces(count: number): PlainWords {
  const advice = 'Choose the one to compare: click it, or use the arrow keys.';
  return { title: `${count} faces found`, advice, detail: 'BPE-003003' };
}
