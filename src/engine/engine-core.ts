import pLimit from 'p-limit';
import { version } from '../../package.json';
import type { DecisionThresholds } from '../contract/decision.ts';
import { ApiLiteError } from '../contract/errors.ts';
import { DEFAULT_READING_LIMITS, type ReadingLimits } from '../media/limits.ts';
import { openPicture, type PictureInput } from '../media/open-picture.ts';
import type { VideoReader } from '../media/open-video.ts';
import type { Picture } from '../media/picture.ts';
import { EXTRACTION_ROLES, type ModelPack, modelsOf } from '../runtime/model-pack.ts';
import type { ModelRuntime } from '../runtime/model-runtime.ts';
import type { TemplateCache } from '../templates/cache/template-cache.ts';
import { encodeTemplate, type Template } from '../templates/template-bytes.ts';
import type { FaceModels } from '../vision/face-models.ts';
import { type CallContext, type EmbeddedFace, FacePipeline, timed } from '../vision/face-pipeline.ts';
import { buildFaceModels } from '../vision/model-families.ts';
import { chooseFace } from './choose-face.ts';
import { loadCohort } from './pack-cohort.ts';
import { refusedFace } from './refused-face.ts';
import { type SeenPictures, seenPictures } from './seen-pictures.ts';
import { TemplateComparison } from './template-comparison.ts';

/** What the core's thread may give it besides. */
export interface CoreParts {
  /** Gives the cache of templates; without it nothing is kept. */
  openCache?: () => Promise<TemplateCache | undefined>;
  /** Gives what reads one video; without it videos are refused. */
  videoReader?: () => Promise<VideoReader>;
}

/** What the engine's use cases stand on: the models, their queue, and templates of pictures. */
export class EngineCore {
  readonly models: FaceModels;
  readonly pipeline: FacePipeline;
  readonly #opened = pLimit(2);
  readonly #turn = pLimit(1);
  readonly comparison: TemplateComparison;
  readonly #seen: SeenPictures | undefined;
  /** Undefined where videos can't be decoded. */
  readonly videoReader: (() => Promise<VideoReader>) | undefined;

  /**
   * @throws {ApiLiteError} BPE-001002 if a model is of an unknown family or does not fit it.
   */
  constructor(
    readonly runtime: ModelRuntime,
    thresholds: DecisionThresholds,
    readonly limits: ReadingLimits = DEFAULT_READING_LIMITS,
    { openCache, videoReader }: CoreParts = {},
  ) {
    this.videoReader = videoReader;
    const { calibration } = runtime.pack.manifest;
    this.models = buildFaceModels(runtime);
    this.pipeline = new FacePipeline(this.models, calibration.embeddingLength);
    this.comparison = new TemplateComparison(runtime.pack, thresholds, () => loadCohort(runtime));
    this.#seen = openCache && seenPictures(openCache, shapeOfTemplates(runtime.pack));
  }

  /** Makes the models of biometry and the cohort ready. @throws {ApiLiteError} BPE-001002 */
  async load(): Promise<void> {
    await Promise.all([this.runtime.load(EXTRACTION_ROLES), this.comparison.cohort()]);
  }

  /** The template of the one face in a picture, or the one kept of it. */
  async extract(sample: PictureInput, context: CallContext): Promise<Uint8Array<ArrayBuffer>> {
    const make = async () => encodeTemplate(await this.#templateOf(sample, context));
    return this.#seen ? await this.#seen(sample, context, make) : await make();
  }

  /**
   * Runs work that uses the models when its turn has come. Models and canvas reuse their buffers, so the work
   * of two calls must never interleave.
   */
  inModels<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#turn(work);
  }

  /**
   * Opens a picture for a piece of work in the models and closes it, whatever happens. Calls queue here: one
   * picture is in the models, and the next one is decoded meanwhile.
   */
  async withPicture<Result>(
    input: PictureInput,
    { signal, timings }: CallContext,
    work: (picture: Picture) => Promise<Result>,
  ): Promise<Result> {
    return await this.#opened(async () => {
      signal.throwIfAborted();
      const start = performance.now();
      const picture = await timed(timings, 'decode', () => openPicture(input, this.limits.pictureTime));
      try {
        return await this.inModels(() => work(picture));
      } finally {
        picture.close();
        timings.total += performance.now() - start;
      }
    });
  }

  async #templateOf(sample: PictureInput, context: CallContext): Promise<Template> {
    return await this.withPicture(sample, context, async (picture) => {
      const face = chooseFace(await this.pipeline.detect(picture, context));
      const embedded = await this.pipeline.embed(picture, face, context);
      const template = await this.toTemplate(embedded);
      const refusal = this.refusal(picture, embedded, template);
      if (refusal) throw refusal;
      return template;
    });
  }

  /** What a template holds of an embedded face. @throws {ApiLiteError} BPE-003001 if the model made nothing of it. */
  async toTemplate({ embedding }: EmbeddedFace): Promise<Template> {
    if (!(embedding.length > 0)) {
      throw new ApiLiteError('BPE-003001', 'The model made no template of this face. Use another picture.');
    }
    const { lowest, highest } = this.runtime.pack.manifest.calibration.embeddingLength;
    const quality = (100 * (embedding.length - lowest)) / (highest - lowest);
    const { vector } = embedding;
    const cohort = await this.comparison.cohort();
    const fingerprint = await this.comparison.fingerprint();
    return { fingerprint, quality, vector, ...(cohort && { commonness: cohort.commonnessOf(vector) }) };
  }

  /** Why no template is made of a face that can't be told from others, as an error BPE-003001; undefined if one is. */
  refusal(picture: Picture, face: EmbeddedFace, template: Template): ApiLiteError | undefined {
    return refusedFace(
      picture,
      face,
      template.commonness?.value ?? 0,
      this.runtime.pack.manifest.calibration,
    );
  }
}

/** Names everything that shapes the template of a picture, the package's own code included. */
function shapeOfTemplates(pack: ModelPack): string {
  const models = EXTRACTION_ROLES.flatMap((role) =>
    modelsOf(pack, role).map(({ sha256, family, input }) => [sha256, family, input]),
  );
  const { name, cohort, calibration } = pack.manifest;
  const { embeddingLength, commonness, bounds } = calibration;
  return JSON.stringify([
    version,
    name,
    models,
    embeddingLength,
    cohort?.sha256,
    commonness?.highest,
    bounds,
  ]);
}
