import { version } from '../../package.json';
import { toHex } from '../common/hex.ts';
import { RetriedMemo } from '../common/retried-memo.ts';
import { reasonOf } from '../contract/errors.ts';
import type { LivenessFolder } from '../contract/liveness/folder.ts';
import {
  isLivenessRequest,
  type LivenessRequest,
  type MethodOptions,
  type Named,
  type TemplateSource,
} from '../contract/methods.ts';
import type { DetectResponse, HealthResponse } from '../contract/wire.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { GalleryParts } from '../templates/gallery/gallery.ts';
import { templateCodec } from '../templates/gallery/template-codec.ts';
import { groupFaces } from '../templates/grouping/group-faces.ts';
import { leastSimilarity } from '../templates/score.ts';
import { createVectorIndex } from '../templates/search/create-vector-index.ts';
import { encodeTemplate } from '../templates/template-bytes.ts';
import type { CallContext, LocatedFace } from '../vision/face-pipeline.ts';
import { poseOfPoints } from '../vision/pose-of-points.ts';
import { noTimings } from '../vision/stage-timings.ts';
import type { EngineCore } from './engine-core.ts';
import type { EngineMethods, Face, ThreadCallOptions } from './engine-methods.ts';
import type { FaceWatch, Identify } from './face-watch.ts';
import { laterPart } from './later-part.ts';
import type { WatchResume, WatchWork } from './watched-frame.ts';
import { withFilename } from './with-filename.ts';

/** By measurement: docs/photo-library.md. */
const DEFAULT_GROUPING_THRESHOLD = 0.85;

type Options = ThreadCallOptions;

type Methods = EngineMethods<PictureInput, Record<keyof MethodOptions, Options>>;

/**
 * The engine itself, and the one table of its calls: the page's by comlink, the fetch handler's and the service
 * worker's all end here. It runs wherever there is an OffscreenCanvas.
 */
export class Engine implements Methods {
  /** Built by the first call; a call after one that failed builds it anew. */
  readonly #core: RetriedMemo<EngineCore>;
  /** Liveness brings the archive readers: they are set up by its first call. */
  readonly #liveness = new RetriedMemo(async () => {
    const { Liveness } = await laterPart(import('./liveness.ts'));
    return new Liveness(await this.#core.get());
  });

  constructor(build: () => Promise<EngineCore>) {
    this.#core = new RetriedMemo(build);
  }

  readonly version: Methods['version'] = async () => {
    const { runtime } = await this.#core.get();
    return {
      core: version,
      tfss: await runtime.describe(),
      models: runtime.pack.manifest.models.map(({ name, version }) => ({ name, version })),
    };
  };

  readonly health: Methods['health'] = () => healthBy(() => this.load());

  readonly load: Methods['load'] = async () => await (await this.#core.get()).load();

  readonly extract: Methods['extract'] = async (sample, options) =>
    await (await this.#core.get()).extract(sample, contextOf(options));

  readonly compare: Methods['compare'] = async (feature, template) => {
    const { comparison } = await this.#core.get();
    const probe = await comparison.decode(feature);
    return comparison.compare(probe, await comparison.decode(template));
  };

  readonly verify: Methods['verify'] = async (sample, template, options) => {
    const { comparison } = await this.#core.get();
    const reference = await comparison.decode(template);
    const bytes = await this.extract(sample, options);
    const { score } = comparison.compare(await comparison.decode(bytes), reference);
    return { score, bio_feature: bytes };
  };

  readonly extractAndCompare: Methods['extractAndCompare'] = async (sample1, sample2, options) =>
    this.compare(await this.extract(sample1, options), await this.extract(sample2, options));

  readonly compareN: Methods['compareN'] = async (template1, templatesN, options) => {
    const { comparison } = await this.#core.get();
    const probe = await comparison.decode(template1);
    return await comparison.compareMany(probe, templatesN, contextOf(options).signal);
  };

  readonly verifyN: Methods['verifyN'] = async (sample1, templatesN, options) =>
    this.compareN(await this.extract(sample1, options), templatesN, options);

  readonly extractAndCompareN: Methods['extractAndCompareN'] = async (sample1, samplesN, options) => {
    const probe = await this.extract(sample1, options);
    const templates: Named<TemplateSource>[] = [];
    for (const { filename, content } of samplesN) {
      const template = await withFilename(filename, () => this.extract(content, options));
      templates.push({ filename, content: template });
    }
    return this.compareN(probe, templates, options);
  };

  readonly faces: Methods['faces'] = async (picture, options = {}) => {
    const core = await this.#core.get();
    const context = contextOf(options);
    return await core.withPicture(picture, context, async (opened) => {
      const faces: Face[] = [];
      const { smallest, templates: toEmbed = false } = options;
      const extent = { every: true, smallest, toEmbed };
      for (const detection of await core.pipeline.detect(opened, context, extent)) {
        if (toEmbed) {
          const embedded = await core.pipeline.embed(opened, detection, context);
          const template = await core.toTemplate(embedded);
          const refusal = core.refusal(opened, embedded, template);
          const isGiven = options.anyQuality === true || !refusal;
          faces.push({
            ...faceOf(embedded),
            ...(isGiven && { template: encodeTemplate(template) }),
            ...(refusal && { reason: refusal.reason }),
          });
        } else {
          faces.push(faceOf(await core.pipeline.locate(opened, detection, context)));
        }
      }
      return faces;
    });
  };

  readonly livenessHealth: Methods['livenessHealth'] = () =>
    healthBy(async () => (await this.#liveness.get()).load());

  detect(sample: PictureInput, options?: Options): Promise<DetectResponse>;
  detect(request: LivenessRequest, options?: Options): Promise<LivenessFolder>;
  async detect(
    subject: PictureInput | LivenessRequest,
    options?: Options,
  ): Promise<DetectResponse | LivenessFolder> {
    const liveness = await this.#liveness.get();
    const context = contextOf(options);
    return isLivenessRequest(subject)
      ? await liveness.detectMedia(subject, context, options?.onProgress)
      : await liveness.detectOne(subject, context);
  }

  readonly quality: Methods['quality'] = async (picture, options) =>
    await (await this.#liveness.get()).quality(picture, contextOf(options));

  readonly mergeTemplates: Methods['mergeTemplates'] = async (templates, { signal } = {}) => {
    const { comparison } = await this.#core.get();
    return encodeTemplate(await comparison.merge(templates, signal));
  };

  readonly groupFaces: Methods['groupFaces'] = async (
    templates,
    { threshold = DEFAULT_GROUPING_THRESHOLD, signal, onProgress } = {},
  ) => {
    if (!(threshold > 0 && threshold <= 1)) throw new TypeError('threshold must be a number above 0, to 1');
    const { comparison } = await this.#core.get();
    const faces = (await comparison.decodeAll(templates, signal)).map(({ vector, commonness }) => ({
      vector,
      commonness: commonness?.value ?? 0,
    }));
    const least = leastSimilarity(threshold, (similarity) => comparison.score(similarity));
    return await groupFaces(faces, least, { ...(signal && { signal }), ...(onProgress && { onProgress }) });
  };

  /** Begins or goes on watching a live video. @throws {ApiLiteError} BPE-001002 or LDE-001002 if a model can't work. */
  async openWatch(
    selection: WatchWork,
    identify: Identify | undefined,
    resume: WatchResume,
  ): Promise<FaceWatch> {
    const { FaceWatch } = await laterPart(import('./face-watch.ts'));
    return await FaceWatch.open(await this.#core.get(), selection, identify, resume);
  }

  /** What a gallery needs of the engine around it. */
  async galleryParts(): Promise<GalleryParts<PictureInput>> {
    const { comparison } = await this.#core.get();
    return {
      codec: templateCodec,
      fingerprint: toHex(await comparison.fingerprint()),
      dimension: comparison.dimension,
      cohort: comparison.cohortId,
      commonnessOf: (template) => comparison.commonnessOf(template),
      createIndex: createVectorIndex,
      extract: this.extract,
      score: (normalised) => comparison.score(normalised),
      decide: (score) => comparison.decide(score),
    };
  }
}

function faceOf({ box, points, score }: LocatedFace): Face {
  return { box, points, score, pose: poseOfPoints(points) };
}

function contextOf({ signal, timings, onReading }: Options = {}): CallContext {
  return {
    signal: signal ?? new AbortController().signal,
    timings: timings ?? noTimings(),
    ...(onReading && { onReading }),
  };
}

/** Health answers even if the engine can't be built. */
async function healthBy(load: () => Promise<void>): Promise<HealthResponse> {
  try {
    await load();
    return { status: 0, message: '' };
  } catch (error) {
    return { status: 3, message: reasonOf(error) };
  }
}
