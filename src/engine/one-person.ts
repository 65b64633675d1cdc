import type { Picture } from '../media/picture.ts';
import { encodeTemplate, type Template } from '../templates/template-bytes.ts';
import type { CallContext, LocatedFace } from '../vision/face-pipeline.ts';
import { poseOfPoints } from '../vision/pose-of-points.ts';
import { clearTemplate } from './clear-template.ts';
import type { EngineCore } from './engine-core.ts';
import type { Continuity } from './watched-frame.ts';

/** Templates are compared so often: each takes as long as all the rest of a frame. */
const EVERY_SECONDS = 0.5;

/** Degrees to a side, and up or down, beyond which a face is compared with nothing: turned faces are less alike. */
const MAX_TURN = 20;

/** Whether the largest face of a video is one person's all the while, by template. */
export class OnePerson {
  readonly #core: EngineCore;
  #first: Template | undefined;
  #comparedAt = Number.NEGATIVE_INFINITY;

  /** @param first The template of the beginning, if another worker made it. */
  constructor(core: EngineCore, first: Template | undefined) {
    this.#core = core;
    this.#first = first;
  }

  /** @param time Seconds by the frames' own clock; without one every frame is compared. */
  async look(
    picture: Picture,
    face: LocatedFace,
    time: number | undefined,
    context: CallContext,
  ): Promise<Omit<Continuity, 'sceneChange'>> {
    const likeness = this.#isDue(face, time) ? await this.#compare(picture, face, time, context) : undefined;
    return {
      ...(likeness !== undefined && { likeness }),
      ...(this.#first && { template: encodeTemplate(this.#first) }),
    };
  }

  #isDue({ points }: LocatedFace, time: number | undefined): boolean {
    const { yaw, pitch } = poseOfPoints(points);
    if (Math.abs(yaw) > MAX_TURN || Math.abs(pitch) > MAX_TURN) return false;
    return time === undefined || Math.abs(time - this.#comparedAt) >= EVERY_SECONDS;
  }

  /** Undefined of a face that can't be told from others. */
  async #compare(
    picture: Picture,
    face: LocatedFace,
    time: number | undefined,
    context: CallContext,
  ): Promise<number | undefined> {
    const template = await clearTemplate(this.#core, picture, face, context);
    if (!template) return undefined;
    this.#comparedAt = time ?? this.#comparedAt;
    this.#first ??= template;
    return this.#core.comparison.compare(this.#first, template).score;
  }
}
