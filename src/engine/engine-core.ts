import pLimit from 'p-limit';
import { version } from '../../package.json';
import type { DecisionThresholds } from '../contract/decision.ts';
import { ApiLiteError, reasonOf } from '../contract/errors.ts';
import type { Named, TemplateSource } from '../contract/methods.ts';
import type {
  CompareNResponse,
  CompareResponse,
  HealthResponse,
  VerifyResponse,
  VersionResponse,
} from '../contract/wire.ts';
import { openPicture, type PictureInput } from '../media/open-picture.ts';
import type { Picture } from '../media/picture.ts';
import type { Face } from '../page/face-engine.ts';
import { type ModelPack, type ModelRole, modelsOf } from '../runtime/model-pack.ts';
import type { ModelRuntime } from '../runtime/model-runtime.ts';
import type { TemplateCache } from '../templates/cache/template-cache.ts';
import type { GalleryParts } from '../templates/gallery/gallery.ts';
import { encodeTemplate, type Template } from '../templates/template-bytes.ts';
import type { FaceModels } from '../vision/face-models.ts';
import { type CallContext, type EmbeddedFace, FacePipeline, timed } from '../vision/face-pipeline.ts';
import { buildFaceModels } from '../vision/model-families.ts';
import { chooseFace } from './choose-face.ts';
import { galleryParts } from './gallery-parts.ts';
import { namingErrors } from './naming-errors.ts';
import { SeenPictures } from './seen-pictures.ts';
import { TemplateComparison } from './template-comparison.ts';

/** What biometry needs of a pack; landmarks only where the detector gives no points. */
const BIOMETRY_ROLES: readonly ModelRole[] = ['detector', 'landmarks', 'embedding'];

/**
 * API Lite's biometry over decoded parts. It runs wherever there is an OffscreenCanvas: in the engine's worker
 * and in the service worker.
 */
export class EngineCore {
  readonly models: FaceModels;
  readonly #pipeline: FacePipeline;
  readonly #opened = pLimit(2);
  readonly #turn = pLimit(1);
  readonly #comparison: TemplateComparison;
  readonly #seen: SeenPictures | undefined;

  /**
   * @param openCache Gives the cache of templates; without it nothing is kept.
   * @throws {ApiLiteError} BPE-001002 where a model is of an unknown family or does not fit it.
   */
  constructor(
    readonly runtime: ModelRuntime,
    thresholds: DecisionThresholds,
    openCache?: () => Promise<TemplateCache | undefined>,
  ) {
    const { calibration } = runtime.pack.manifest;
    this.models = buildFaceModels(runtime);
    this.#pipeline = new FacePipeline(this.models, calibration.embeddingLength.upright);
    this.#comparison = new TemplateComparison(runtime.pack, thresholds);
    this.#seen = openCache && new SeenPictures(openCache, shapeOfTemplates(runtime.pack));
  }

  async version(): Promise<VersionResponse> {
    const { models } = this.runtime.pack.manifest;
    return {
      core: version,
      tfss: await this.runtime.describe(),
      models: models.map(({ name, version }) => ({ name, version })),
    };
  }

  async health(): Promise<HealthResponse> {
    try {
      await this.runtime.load(BIOMETRY_ROLES);
      return { status: 0, message: '' };
    } catch (error) {
      return { status: 3, message: reasonOf(error) };
    }
  }

  /** Makes the models of biometry ready. @throws {ApiLiteError} BPE-001002 */
  async load(): Promise<void> {
    await this.runtime.load(BIOMETRY_ROLES);
  }

  async extract(sample: PictureInput, context: CallContext): Promise<Uint8Array<ArrayBuffer>> {
    const make = async () => encodeTemplate(await this.#templateOf(sample, context));
    return this.#seen ? await this.#seen.templateOf(sample, context, make) : await make();
  }

  async compare(feature: TemplateSource, template: TemplateSource): Promise<CompareResponse> {
    const probe = await this.#comparison.decode(feature);
    return this.#comparison.compare(probe, await this.#comparison.decode(template));
  }

  async verify(
    sample: PictureInput,
    template: TemplateSource,
    context: CallContext,
  ): Promise<VerifyResponse> {
    const reference = await this.#comparison.decode(template);
    const bytes = await this.extract(sample, context);
    const { score } = this.#comparison.compare(await this.#comparison.decode(bytes), reference);
    return { score, bio_feature: bytes };
  }

  async extractAndCompare(
    sample1: PictureInput,
    sample2: PictureInput,
    context: CallContext,
  ): Promise<CompareResponse> {
    return await this.compare(await this.extract(sample1, context), await this.extract(sample2, context));
  }

  async compareN(
    template1: TemplateSource,
    templatesN: readonly Named<TemplateSource>[],
    { signal }: CallContext,
  ): Promise<CompareNResponse> {
    const probe = await this.#comparison.decode(template1);
    return await this.#comparison.compareN(probe, templatesN, signal);
  }

  async verifyN(
    sample1: PictureInput,
    templatesN: readonly Named<TemplateSource>[],
    context: CallContext,
  ): Promise<CompareNResponse> {
    return await this.compareN(await this.extract(sample1, context), templatesN, context);
  }

  async extractAndCompareN(
    sample1: PictureInput,
    samplesN: readonly Named<PictureInput>[],
    context: CallContext,
  ): Promise<CompareNResponse> {
    const probe = await this.extract(sample1, context);
    const templates: Named<TemplateSource>[] = [];
    for (const { filename, content } of samplesN) {
      templates.push({
        filename,
        content: await namingErrors(filename, () => this.extract(content, context)),
      });
    }
    return await this.compareN(probe, templates, context);
  }

  /** What a gallery needs of the engine around it. */
  galleryParts(): Promise<GalleryParts<PictureInput>> {
    return galleryParts(this.#comparison, (picture, context) => this.extract(picture, context));
  }

  /** Every face of a picture, largest first. */
  async faces(input: PictureInput, templates: boolean, context: CallContext): Promise<Face[]> {
    return await this.withPicture(input, context, async (picture) => {
      const faces: Face[] = [];
      for (const detection of await this.#pipeline.detect(picture, context, true)) {
        if (templates) {
          const embedded = await this.#pipeline.embed(picture, detection, context);
          const { box, points, score } = embedded;
          faces.push({ box, points, score, template: encodeTemplate(await this.#toTemplate(embedded)) });
        } else {
          const { box, points, score } = await this.#pipeline.locate(picture, detection, context);
          faces.push({ box, points, score });
        }
      }
      return faces;
    });
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
      const picture = await timed(timings, 'decode', () => openPicture(input));
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
      const face = chooseFace(await this.#pipeline.detect(picture, context));
      return await this.#toTemplate(await this.#pipeline.embed(picture, face, context));
    });
  }

  async #toTemplate({ embedding }: EmbeddedFace): Promise<Template> {
    if (!(embedding.length > 0)) {
      throw new ApiLiteError('BPE-003001', 'The model made no template of this face. Use another picture.');
    }
    const { lowest, highest } = this.runtime.pack.manifest.calibration.embeddingLength;
    const quality = (100 * (embedding.length - lowest)) / (highest - lowest);
    return { fingerprint: await this.#comparison.fingerprint(), quality, vector: embedding.vector };
  }
}

/** Names everything that shapes the template of a picture, the package's own code included. */
function shapeOfTemplates(pack: ModelPack): string {
  const models = BIOMETRY_ROLES.flatMap((role) =>
    modelsOf(pack, role).map(({ sha256, family, input }) => [sha256, family, input]),
  );
  const { name, calibration } = pack.manifest;
  return JSON.stringify([version, name, models, calibration.embeddingLength]);
}
