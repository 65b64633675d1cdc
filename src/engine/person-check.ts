import { ApiLiteError } from '../contract/errors.ts';
import type { Picture } from '../media/picture.ts';
import type { Template } from '../templates/template-bytes.ts';
import type { CallContext, LocatedFace } from '../vision/face-pipeline.ts';
import { coveredFace } from './covered-face.ts';
import type { FaceTemplate, LivenessModels } from './liveness-models.ts';
import { MIN_SAME_PERSON_SCORE } from './same-person-score.ts';

/** So many frames, from the first to the last, are looked at for who they show: each costs an embedding. */
const CHECKED_FRAMES = 4;

/** Whether the frames of a medium show one person, and a face that can be told from others. */
export class PersonCheck {
  readonly #models: LivenessModels;
  readonly #frames: number;
  readonly #looks: FaceTemplate[] = [];
  #next = 0;

  /** @param frames How many the medium has. */
  constructor(models: LivenessModels, frames: number) {
    this.#models = models;
    this.#frames = frames;
  }

  /** @param frame Its number, from 0 on: of most frames nothing is taken. */
  async look(picture: Picture, face: LocatedFace, frame: number, context: CallContext): Promise<void> {
    if (frame < this.#next) return;
    // In a dim light embeddings are short: who is known already is not looked for as if lying on the side.
    const isKnown = (template: Template) => this.#isFirst(template);
    this.#looks.push(await this.#models.templateOf(picture, face, context, isKnown));
    const step = Math.max(1, (this.#frames - 1) / (CHECKED_FRAMES - 1));
    this.#next = Math.round((Math.floor(frame / step + 0.5) + 1) * step);
  }

  /** @throws {ApiLiteError} LDE-002004 if the face is covered in all frames looked at, or is another's in some. */
  check(): void {
    const clear = this.#looks.filter((look) => this.#models.isClear(look));
    if (this.#looks.length > 0 && clear.length === 0) throw coveredFace();
    const [first, ...others] = clear;
    for (const { template } of others) {
      if (!first || this.#areAlike(first.template, template)) continue;
      throw personChanged();
    }
  }

  #isFirst(template: Template): boolean {
    const [first] = this.#looks;
    return first !== undefined && this.#areAlike(first.template, template);
  }

  #areAlike(a: Template, b: Template): boolean {
    return this.#models.compare(a, b) >= MIN_SAME_PERSON_SCORE;
  }
}

export function personChanged(): ApiLiteError {
  return new ApiLiteError(
    'LDE-002004',
    'The frames show different people. Show one person from beginning to end, without cuts.',
    { reason: 'person-changed' },
  );
}
