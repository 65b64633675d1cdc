import type { Picture } from '../media/picture.ts';
import { encodeTemplate } from '../templates/template-bytes.ts';
import type { CallContext, LocatedFace } from '../vision/face-pipeline.ts';
import { clearTemplate, type TemplateCore } from './clear-template.ts';
import type { EngineCore } from './engine-core.ts';
import type { PeopleTracks } from './people-tracks.ts';
import { MIN_SAME_PERSON_SCORE } from './same-person-score.ts';
import type { KnownTemplate, WatchedPerson } from './watched-person.ts';

/** A frame is better by so many points of quality: for less another template is not worth its time. */
const MIN_GAIN = 3;

/** A face that could not be told from others is tried again after so many frames, if it gets no better. */
const RETRY_FRAMES = 10;

/** What recognition needs of the engine. */
type Core = TemplateCore & Pick<EngineCore, 'comparison'>;

/** A person, with the template of the frame if one was made. */
export interface Recognized {
  person: WatchedPerson;
  template?: KnownTemplate;
}

/** Knows the people of a live video by their templates: after a gap, and if another takes someone's place. */
export class Recognition {
  readonly #core: Core;
  readonly #tracks: PeopleTracks<WatchedPerson>;
  readonly #every: boolean;

  /** @param every Make a template of each frame, not only of better ones. */
  constructor(core: Core, tracks: PeopleTracks<WatchedPerson>, every: boolean) {
    this.#core = core;
    this.#tracks = tracks;
    this.#every = every;
  }

  /**
   * @param person Whose face it is by its place.
   * @param quality Of the face in this frame, 0 to 100.
   */
  async recognize(
    picture: Picture,
    face: LocatedFace,
    person: WatchedPerson,
    quality: number,
    context: CallContext,
  ): Promise<Recognized> {
    if (!this.#isWorthwhile(person, quality)) {
      person.tried.frames++;
      return { person };
    }
    person.tried = { quality: Math.max(quality, person.tried.quality), frames: 0 };
    const template = await this.#templateOf(picture, face, quality, context);
    if (!template) return { person };
    const owner = this.#ownerOf(person, template);
    if (!owner.best || quality > owner.best.quality) owner.best = template;
    return { person: owner, template };
  }

  #isWorthwhile({ best, tried, isBack }: WatchedPerson, quality: number): boolean {
    if (this.#every || isBack || quality >= tried.quality + MIN_GAIN) return true;
    return !best && tried.frames + 1 >= RETRY_FRAMES;
  }

  /** Undefined of a face that can't be told from others. */
  async #templateOf(
    picture: Picture,
    face: LocatedFace,
    quality: number,
    context: CallContext,
  ): Promise<KnownTemplate | undefined> {
    const template = await clearTemplate(this.#core, picture, face, context);
    return template && { template, bytes: encodeTemplate(template), quality };
  }

  /** Whose the template is: the person's by place, unless it says otherwise. */
  #ownerOf(person: WatchedPerson, known: KnownTemplate): WatchedPerson {
    if (person.best && this.#compare(person.best, known).score >= MIN_SAME_PERSON_SCORE) return person;
    const present = person.best ? this.#tracks.split(person) : person;
    const absent = this.#tracks.absent.map((other) => ({ other, ...this.#compare(other.best, known) }));
    const [nearest] = absent.sort((a, b) => b.score - a.score);
    if (nearest?.decision !== 'approved') return present;
    this.#tracks.merge(present, nearest.other);
    return nearest.other;
  }

  #compare(a: KnownTemplate | undefined, b: KnownTemplate) {
    return a
      ? this.#core.comparison.compare(a.template, b.template)
      : { score: 0, decision: 'declined' as const };
  }
}
