import { encodeBase64 } from '../common/base64.ts';
import { errorInFamily, mediumError } from '../contract/error-family.ts';
import { ApiLiteError } from '../contract/errors.ts';
import {
  type AnalysedMedium,
  type BestShot,
  buildFolder,
  tagsOf,
} from '../contract/liveness/build-folder.ts';
import type { LivenessFolder } from '../contract/liveness/folder.ts';
import { checkMediaNames } from '../contract/liveness/media-names.ts';
import { checkPayload, DEFAULT_THRESHOLD } from '../contract/liveness/payload.ts';
import type { LivenessMedium, LivenessRequest } from '../contract/methods.ts';
import type { DetectResponse } from '../contract/wire.ts';
import { animationIn } from '../media/animated-picture.ts';
import { encodeJpeg } from '../media/encode-jpeg.ts';
import { mediaKind } from '../media/media-kind.ts';
import { isDecoded, type PictureInput } from '../media/open-picture.ts';
import type { Picture } from '../media/picture.ts';
import { UnusableMediumError } from '../media/unusable-medium.ts';
import { type CallContext, timed } from '../vision/face-pipeline.ts';
import { type FaceQuality, isWhole } from '../vision/quality.ts';
import type { EngineCore } from './engine-core.ts';
import type { DetectProgress } from './engine-methods.ts';
import type { FramesFinding } from './examine-frames.ts';
import { examineMedium, fileInfo, type MediumFinding } from './examine-medium.ts';
import { LivenessModels } from './liveness-models.ts';
import { TaggedGestures } from './tagged-gestures.ts';

/** The liveness methods of the contract: is a real person before the camera? */
export class Liveness {
  readonly #models: LivenessModels;
  readonly #core: EngineCore;

  /** @param core Whose models and queue liveness shares. */
  constructor(core: EngineCore) {
    this.#core = core;
    this.#models = new LivenessModels(core);
  }

  /** Makes ready what `detect` needs. @throws {ApiLiteError} LDE-001002 */
  async load(): Promise<void> {
    try {
      await this.#models.load();
    } catch (error) {
      throw errorInFamily(error, 'LDE');
    }
  }

  /**
   * Says whether what a picture shows is live; a video, an archive or an animated picture alone as well.
   *
   * @throws {ApiLiteError} LDE-002004 if it can't be read, has no face, or several.
   */
  async detectOne(input: PictureInput, context: CallContext): Promise<DetectResponse> {
    try {
      const { logOdds, doubt } = await this.#findingOf(input, context);
      const score = this.#models.attackChance(logOdds);
      if (doubt && score <= DEFAULT_THRESHOLD) throw doubt;
      return { passed: score <= DEFAULT_THRESHOLD, score };
    } catch (error) {
      context.signal.throwIfAborted();
      throw error instanceof UnusableMediumError
        ? unusable('What was sent', error)
        : errorInFamily(error, 'LDE');
    }
  }

  async #findingOf(input: PictureInput, context: CallContext): Promise<FramesFinding> {
    const animated = await animatedIn(input);
    if (animated) return examineMedium(animated, this.#models, { bestShot: false, context });
    try {
      return await this.#core.withPicture(input, context, async (picture) => ({
        logOdds: await this.#models.attackLogOdds(picture, context),
      }));
    } catch (error) {
      if (!(error instanceof ApiLiteError && error.reason === 'unreadable-picture')) throw error;
      // Looked at only now: pictures, which most are, are not read twice.
      const medium = await mediumIn(input);
      if (!medium) throw error;
      return examineMedium(medium, this.#models, { bestShot: false, context });
    }
  }

  /**
   * Analyses media as the payload asks. The payload is checked first: a wrong one costs no model run.
   *
   * @throws {ApiLiteError} LDE-002005 for the payload or the list of media, LDE-002004 for a medium, by name.
   */
  async detectMedia(
    { media, payload }: LivenessRequest,
    context: CallContext,
    onProgress?: (progress: DetectProgress) => void,
  ): Promise<LivenessFolder> {
    const created = now();
    const names = media.map(({ name }) => name);
    checkMediaNames(names);
    const checked = checkPayload(payload, names);
    const wanted = {
      bestShot: checked.analyses.some(({ params }) => params.extract_best_shot),
      threshold: Math.max(...checked.analyses.map(({ params }) => params.threshold_spoofing)),
    };
    const analysed: AnalysedMedium[] = [];
    await timed(context.timings, 'total', async () => {
      for (const medium of media) {
        const tags = tagsOf(checked, medium.name);
        analysed.push(await this.#analyse(medium, { ...wanted, tags }, context, onProgress));
      }
    });
    return buildFolder(analysed, checked, created, now());
  }

  /** The quality of the one face in a picture. @throws {ApiLiteError} BPE-002003, BPE-003002, BPE-003003, BPE-001002 */
  async quality(input: PictureInput, context: CallContext): Promise<FaceQuality> {
    this.#models.requireQuality();
    return await this.#core.withPicture(input, context, async (picture) => {
      const face = await this.#models.oneFace(picture, context);
      const quality = await this.#models.quality(picture, face, face.otherFace, context.timings);
      if (isWhole(quality)) return quality;
      throw new Error('A component of quality was not measured.');
    });
  }

  async #analyse(
    { name, filename, content }: LivenessMedium,
    { bestShot, threshold, tags }: { bestShot: boolean; threshold: number; tags: readonly string[] },
    context: CallContext,
    onProgress: ((progress: DetectProgress) => void) | undefined,
  ): Promise<AnalysedMedium> {
    let frame = 0;
    const tagged = new TaggedGestures(tags, this.#models, context);
    try {
      const finding = await examineMedium(blobOf(content), this.#models, {
        bestShot,
        context,
        gestures: tagged.recorded,
        onFrame: ({ logOdds, quality, ...examined }, frames) => {
          frame++;
          const score = logOdds === undefined ? null : this.#models.attackChance(logOdds);
          onProgress?.({
            medium: name,
            frame,
            frames,
            ...examined,
            score,
            ...(quality && isWhole(quality) && { quality }),
          });
        },
      });
      // What every analysis declines anyway needs no doubt.
      if (finding.doubt && this.#models.attackChance(finding.logOdds) <= threshold) {
        finding.bestShot?.close();
        throw finding.doubt;
      }
      return {
        name,
        ...(filename !== undefined && { filename }),
        ...(await this.#analysed(finding)),
        ...tagged.findings(),
      };
    } catch (error) {
      context.signal.throwIfAborted();
      throw error instanceof UnusableMediumError
        ? unusable(`Medium "${name}"`, error)
        : mediumError(error, name);
    }
  }

  async #analysed({ bestShot, logOdds, doubt: _, ...finding }: MediumFinding) {
    return {
      ...finding,
      spoofing: this.#models.attackChance(logOdds),
      ...(bestShot && { bestShot: await encodeBestShot(bestShot) }),
    };
  }
}

async function encodeBestShot(picture: Picture): Promise<BestShot> {
  try {
    const jpeg = await encodeJpeg(picture);
    const info = await fileInfo(jpeg, jpeg.type, picture);
    return { info, base64: encodeBase64(new Uint8Array(await jpeg.arrayBuffer())) };
  } finally {
    picture.close();
  }
}

/** @param what The medium, as the beginning of the sentence that the error's message ends. */
function unusable(what: string, error: UnusableMediumError): ApiLiteError {
  const { message, reason } = error;
  return new ApiLiteError('LDE-002004', `${what} ${message}.`, { cause: error, reason });
}

/** The picture of several frames in what was handed over as a picture. */
async function animatedIn(input: PictureInput): Promise<Blob | undefined> {
  if (isDecoded(input)) return undefined;
  const blob = blobOf(input);
  // What can't be read is told of when it is opened.
  return (await animationIn(blob).catch(() => undefined)) && blob;
}

/** The video or archive in what was handed over as a picture. */
async function mediumIn(input: PictureInput): Promise<Blob | undefined> {
  if (isDecoded(input)) return undefined;
  const blob = blobOf(input);
  const kind = (await mediaKind(blob))?.kind;
  return kind === undefined || kind === 'picture' ? undefined : blob;
}

function blobOf(content: LivenessMedium['content']): Blob {
  return content instanceof Blob ? content : new Blob([content]);
}

/** Milliseconds since 1970, finer than Date's. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
