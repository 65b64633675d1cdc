import pLimit from 'p-limit';
import { version } from '../../package.json';
import { type DecisionThresholds, decide } from '../contract/decision.ts';
import { ApiLiteError } from '../contract/errors.ts';
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
import { type ModelRole, templateFingerprint } from '../runtime/model-pack.ts';
import type { ModelRuntime } from '../runtime/model-runtime.ts';
import type { GalleryParts } from '../templates/gallery/gallery.ts';
import { templateCodec, toHex } from '../templates/gallery/template-codec.ts';
import { scoreOf } from '../templates/score.ts';
import { createVectorIndex } from '../templates/search/create-vector-index.ts';
import { cosineSimilarity } from '../templates/similarity.ts';
import { decodeTemplate, encodeTemplate, type Template } from '../templates/template-bytes.ts';
import { templateBytes } from '../templates/template-source.ts';
import { ARCFACE_DIMENSION } from '../vision/arcface-embedder.ts';
import { type CallContext, type EmbeddedFace, FacePipeline, timed } from '../vision/face-pipeline.ts';
import { noTimings } from '../vision/stage-timings.ts';
import { chooseFace } from './choose-face.ts';
import type { Face } from './face-engine.ts';

/** What biometry needs of a pack. */
export const BIOMETRY_ROLES: readonly ModelRole[] = ['detector', 'landmarks', 'embedding'];

/**
 * API Lite's biometry over decoded parts. It runs wherever there is an OffscreenCanvas: in the engine's worker
 * and in the service worker.
 */
export class EngineCore {
  readonly #pipeline: FacePipeline;
  readonly #opened = pLimit(2);
  readonly #turn = pLimit(1);
  #fingerprint: Promise<Uint8Array> | undefined;

  constructor(
    readonly runtime: ModelRuntime,
    private readonly thresholds: DecisionThresholds,
  ) {
    this.#pipeline = new FacePipeline(runtime);
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
      return { status: 3, message: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Makes the models of biometry ready. @throws {ApiLiteError} BPE-001002 */
  async load(): Promise<void> {
    await this.runtime.load(BIOMETRY_ROLES);
  }

  async extract(sample: PictureInput, context: CallContext): Promise<Uint8Array<ArrayBuffer>> {
    return encodeTemplate(await this.#templateOf(sample, context));
  }

  async compare(feature: TemplateSource, template: TemplateSource): Promise<CompareResponse> {
    return this.#compare(await this.#decode(feature), await this.#decode(template));
  }

  async verify(
    sample: PictureInput,
    template: TemplateSource,
    context: CallContext,
  ): Promise<VerifyResponse> {
    const reference = await this.#decode(template);
    const probe = await this.#templateOf(sample, context);
    const bytes = encodeTemplate(probe);
    const { score } = this.#compare(decodeTemplate(bytes), reference);
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
    context: CallContext,
  ): Promise<CompareNResponse> {
    const probe = await this.#decode(template1);
    const results = [];
    for (const { filename, content } of templatesN) {
      context.signal.throwIfAborted();
      const reference = await named(filename, () => this.#decode(content));
      results.push({ filename, ...this.#compare(probe, reference) });
    }
    return { results };
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
      templates.push({ filename, content: await named(filename, () => this.extract(content, context)) });
    }
    return await this.compareN(probe, templates, context);
  }

  /** What a gallery needs of the engine around it. */
  async galleryParts(): Promise<GalleryParts<PictureInput>> {
    const { comparison } = this.runtime.pack.manifest.calibration;
    return {
      codec: templateCodec,
      fingerprint: toHex(await this.#packFingerprint()),
      dimension: ARCFACE_DIMENSION,
      createIndex: createVectorIndex,
      extract: (picture, { signal = new AbortController().signal }) =>
        this.extract(picture, { signal, timings: noTimings() }),
      score: (similarity) => scoreOf(similarity, comparison),
      decide: (score) => decide(score, this.thresholds),
    };
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
    return { fingerprint: await this.#packFingerprint(), quality, vector: embedding.vector };
  }

  async #decode(source: TemplateSource): Promise<Template> {
    return decodeTemplate(templateBytes(source), await this.#packFingerprint());
  }

  #compare(probe: Template, reference: Template): CompareResponse {
    const similarity = cosineSimilarity(probe.vector, reference.vector);
    const score = scoreOf(similarity, this.runtime.pack.manifest.calibration.comparison);
    return { score, decision: decide(score, this.thresholds) };
  }

  #packFingerprint(): Promise<Uint8Array> {
    this.#fingerprint ??= templateFingerprint(this.runtime.pack);
    return this.#fingerprint;
  }
}

/** Says which of N inputs an error is about. */
async function named<Result>(filename: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiLiteError)) throw error;
    throw new ApiLiteError(error.code, `${filename}: ${error.message}`, { cause: error });
  }
}
