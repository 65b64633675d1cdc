import type { PictureInput } from '../media/open-picture.ts';
import type { Picture } from '../media/picture.ts';
import type { ModelRole } from '../runtime/model-manifest.ts';
import type { Candidate } from '../templates/gallery/face-gallery.ts';
import type { Detection } from '../vision/detection.ts';
import { type CallContext, timed } from '../vision/face-pipeline.ts';
import { alignedBrightness } from '../vision/planar-residual.ts';
import { poseOfPoints } from '../vision/pose-of-points.ts';
import { type MeasuredQuality, measureQuality, mouthOpenness } from '../vision/quality.ts';
import { SceneChange } from '../vision/scene-change.ts';
import { otherFaceWidth } from './choose-face.ts';
import type { EngineCore } from './engine-core.ts';
import { faceFault, surroundingsOf } from './face-fault.ts';
import { FollowedFaces } from './followed-faces.ts';
import { type FaceWithParts, LivenessModels } from './liveness-models.ts';
import { OnePerson } from './one-person.ts';
import { PeopleTracks } from './people-tracks.ts';
import { Recognition } from './recognition.ts';
import type { Continuity, LookedAtFrame, WatchedFace, WatchResume, WatchWork } from './watched-frame.ts';
import { type WatchedPerson, watchedPerson } from './watched-person.ts';

/** Faces followed unless the app says otherwise: more would make each frame late. */
const DEFAULT_MAX_FACES = 8;

/** A gallery is asked again after so many frames, a second or so: people are enrolled while a video goes on. */
const IDENTIFY_FRAMES = 30;

/** The best candidate of a gallery for a template; undefined if there is none to speak of. */
export type Identify = (
  template: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
) => Promise<Candidate | undefined>;

/** What a frame shows of someone. */
interface Look {
  person: WatchedPerson;
  face: Omit<WatchedFace, 'id' | 'candidate'>;
}

/** Watches one live video: keeps who is in it from frame to frame. */
export class FaceWatch {
  readonly #core: EngineCore;
  readonly #models: LivenessModels;
  readonly #selection: WatchWork;
  readonly #identify: Identify | undefined;
  readonly #followed: FollowedFaces;
  readonly #tracks: PeopleTracks<WatchedPerson>;
  readonly #recognition: Recognition | undefined;
  readonly #continuity: { scene: SceneChange; person: OnePerson } | undefined;

  private constructor(
    core: EngineCore,
    selection: WatchWork,
    identify: Identify | undefined,
    nextId: number,
    people: readonly WatchedPerson[],
  ) {
    const { templates, maxFaces = DEFAULT_MAX_FACES } = selection;
    this.#core = core;
    this.#models = new LivenessModels(core);
    this.#selection = selection;
    this.#identify = identify;
    const places = people.map(({ box }) => box);
    this.#followed = new FollowedFaces(core.models.detector, maxFaces, places);
    this.#tracks = new PeopleTracks(watchedPerson, ({ best }) => best !== undefined, { nextId, people });
    if (templates || identify) {
      this.#recognition = new Recognition(core, this.#tracks, templates === 'all');
    }
    if (selection.continuity) {
      const person = new OnePerson(core, people[0]?.best?.template);
      this.#continuity = { scene: new SceneChange(), person };
    }
  }

  /**
   * Makes ready the models that are asked for.
   *
   * @param identify Asks the gallery, if there is one.
   * @throws {ApiLiteError} BPE-001002 or LDE-001002 if the pack lacks what liveness needs.
   */
  static async open(
    core: EngineCore,
    selection: WatchWork,
    identify: Identify | undefined,
    { nextId, people }: WatchResume,
  ): Promise<FaceWatch> {
    const known: WatchedPerson[] = [];
    for (const { id, box, template } of people) {
      const person = watchedPerson({ id, box, missed: 0, isBack: false });
      if (template) {
        person.best = { template: await core.comparison.decode(template), bytes: template, quality: 0 };
      }
      known.push(person);
    }
    const watch = new FaceWatch(core, selection, identify, nextId, known);
    if (selection.liveness) watch.#models.requireLiveness();
    await core.runtime.load(watch.#roles());
    return watch;
  }

  /**
   * Looks at the next frame.
   *
   * @param time Seconds by the frames' own clock; undefined if they have none.
   */
  async look(input: PictureInput, time: number | undefined, context: CallContext): Promise<LookedAtFrame> {
    const { signal, timings } = context;
    const { looks, ...seen } = await this.#core.withPicture(input, context, async (picture) => {
      const faces = await timed(timings, 'detect', () => this.#followed.find(picture, time, timings));
      const people = this.#tracks.place(faces.map(({ box }) => box));
      const looks: Look[] = [];
      for (const [at, person] of people.entries()) {
        signal.throwIfAborted();
        const face = faces[at] as Detection;
        looks.push(await this.#lookAt(picture, face, person, otherFaceWidth(face, faces), time, context));
      }
      const continuity = await this.#continuityOf(picture, looks, time, context);
      return { width: picture.width, height: picture.height, looks, ...(continuity && { continuity }) };
    });
    const faces: WatchedFace[] = [];
    for (const { person, face } of looks) {
      const candidate = await this.#candidateOf(person, signal);
      faces.push({ id: person.id, ...face, ...(candidate && { candidate }) });
    }
    return { ...seen, faces };
  }

  async #lookAt(
    picture: Picture,
    detection: Detection,
    placed: WatchedPerson,
    otherFace: number,
    time: number | undefined,
    context: CallContext,
  ): Promise<Look> {
    const {
      landmarks: wantsLandmarks,
      eyes: wantsEyes = true,
      quality: wantsQuality,
      templates,
    } = this.#selection;
    const { models } = this.#core;
    const { timings } = context;
    const parts = await timed(timings, 'landmarks', () => this.#models.locate(picture, detection, timings));
    const { box, score, points, landmarks } = parts;
    const needsEyes = wantsEyes || wantsQuality;
    const eyesOpen = landmarks && needsEyes && (await models.eyes?.openness(picture, landmarks, timings));
    const measured = wantsQuality && (await models.pose?.poseOf(picture, box, timings));
    const pose = measured || poseOfPoints(points);
    const qualityOf = once(() =>
      measureQuality(picture, {
        box,
        eyeCentres: [points[0], points[1]],
        landmarks,
        pose,
        otherFace,
        ...(eyesOpen && { eyes: eyesOpen }),
      }),
    );
    const located = { box, score, points };
    const { person, template } = this.#recognition
      ? await this.#recognition.recognize(picture, located, placed, qualityOf().unifiedQualityScore, context)
      : { person: placed, template: undefined };
    const shown = templates === 'all' ? template : templates && person.best;
    if (this.#selection.liveness) await this.#judge(picture, parts, person, qualityOf, time, context);
    const liveness =
      this.#selection.liveness && person.liveness.soFar((logOdds) => this.#models.attackChance(logOdds));
    return {
      person,
      face: {
        ...located,
        pose,
        ...(wantsLandmarks && landmarks && { landmarks }),
        ...(wantsEyes && eyesOpen && { eyesOpen }),
        ...(landmarks && { mouthOpen: mouthOpenness(landmarks) }),
        ...(wantsQuality && { quality: qualityOf() }),
        ...(liveness && { liveness }),
        ...(shown && { template: shown.bytes }),
      },
    };
  }

  async #continuityOf(
    picture: Picture,
    looks: readonly Look[],
    time: number | undefined,
    context: CallContext,
  ): Promise<Continuity | undefined> {
    if (!this.#continuity) return undefined;
    const { scene, person } = this.#continuity;
    const faces = looks.map(({ face }) => face);
    const sceneChange = scene.add(
      picture,
      faces.map(({ box }) => box),
    );
    const [main] = faces;
    return { sceneChange, ...(main && (await person.look(picture, main, time, context))) };
  }

  async #judge(
    picture: Picture,
    { box, points, landmarks }: FaceWithParts,
    { liveness }: WatchedPerson,
    qualityOf: () => MeasuredQuality,
    time: number | undefined,
    { timings }: CallContext,
  ): Promise<void> {
    if (!liveness.isDue(time)) return;
    const quality = qualityOf();
    const fault = faceFault({ box, surroundings: surroundingsOf(box, picture), quality });
    if (fault) {
      liveness.refuse(fault.reason);
      return;
    }
    const logOdds = await this.#models.antispoofing.attackLogOdds(picture, box, timings);
    const sample = { brightness: alignedBrightness(picture, points), landmarks };
    liveness.add({ logOdds, weight: quality.unifiedQualityScore }, sample, time);
  }

  async #candidateOf(person: WatchedPerson, signal: AbortSignal): Promise<Candidate | undefined> {
    if (!this.#identify || !person.best) return undefined;
    const { identified } = person;
    if (identified && identified.frames + 1 < IDENTIFY_FRAMES) {
      identified.frames++;
      return identified.candidate;
    }
    const candidate = await this.#identify(person.best.bytes, signal);
    person.identified = { candidate, frames: 0 };
    return candidate;
  }

  #roles(): ModelRole[] {
    const { eyes = true, quality, liveness, continuity } = this.#selection;
    return [
      'detector',
      'landmarks',
      ...(eyes || quality ? (['eyes'] as const) : []),
      ...(quality ? (['pose'] as const) : []),
      ...(liveness ? (['antispoofing'] as const) : []),
      ...(this.#recognition || continuity ? (['embedding'] as const) : []),
    ];
  }
}

/** Makes a thing when it is first asked for. */
function once<Thing>(make: () => Thing): () => Thing {
  let made: { thing: Thing } | undefined;
  return () => {
    made ??= { thing: make() };
    return made.thing;
  };
}
