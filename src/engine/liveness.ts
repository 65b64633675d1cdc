import { ApiLiteError } from '../contract/errors.ts';
import { type AnalysedMedium, type BestShot, buildFolder } from '../contract/liveness/build-folder.ts';
import type { LivenessFolder } from '../contract/liveness/folder.ts';
import { toLivenessError } from '../contract/liveness/liveness-error.ts';
import { checkPayload, DEFAULT_THRESHOLD } from '../contract/liveness/payload.ts';
import type { DetectResponse, HealthResponse } from '../contract/wire.ts';
import { encodeBase64 } from '../http/base64.ts';
import { encodeJpeg } from '../media/encode-jpeg.ts';
import { MAX_MEDIA } from '../media/media-limits.ts';
import { UnusableMediumError } from '../media/unusable-medium.ts';
import type { Picture } from '../vision/picture.ts';
import type { FaceQuality } from '../vision/quality.ts';
import { attackChance, type SpoofingCalibration } from '../vision/spoofing-score.ts';
import { examineMedium, fileInfo, type MediumFinding } from './examine-medium.ts';
import type { DetectProgress } from './face-engine.ts';
import type { LivenessModels } from './liveness-models.ts';

/** A medium as it reaches the worker. */
export interface MediumInput {
  /** The name the payload speaks of it by. */
  name: string;
  filename?: string;
  content: Blob;
}

export interface LivenessOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: DetectProgress) => void) | undefined;
}

/** The liveness methods of the contract: is a real person before the camera? */
export class Liveness {
  constructor(
    private readonly models: LivenessModels,
    private readonly calibration: SpoofingCalibration,
  ) {}

  /** Status 3 with the reason where a model that `detect` needs can't be loaded. */
  async health(): Promise<HealthResponse> {
    try {
      await this.models.load();
      return { status: 0, message: '' };
    } catch (error) {
      return { status: 3, message: toLivenessError(error).message };
    }
  }

  /** @throws {ApiLiteError} LDE-002004 where the picture has no face, or several. */
  async detectPicture(picture: Picture, { signal }: LivenessOptions = {}): Promise<DetectResponse> {
    try {
      const { box } = await this.models.oneFace(picture, signal);
      const logOdds = await this.models.antispoofing.attackLogOdds(picture, box);
      const score = attackChance(logOdds, this.calibration);
      return { passed: score <= DEFAULT_THRESHOLD, score };
    } catch (error) {
      signal?.throwIfAborted();
      throw toLivenessError(error);
    }
  }

  /**
   * Analyses media as the payload asks. The payload is checked first: a wrong one costs no model run.
   *
   * @throws {ApiLiteError} LDE-002005 for the payload or the list of media, LDE-002004 for a medium, by name.
   */
  async detectMedia(
    media: readonly MediumInput[],
    payload: unknown,
    options: LivenessOptions = {},
  ): Promise<LivenessFolder> {
    const created = now();
    checkMediaList(media);
    const checked = checkPayload(
      payload,
      media.map(({ name }) => name),
    );
    const bestShot = checked.analyses.some(({ params }) => params.extract_best_shot);
    const analysed: AnalysedMedium[] = [];
    for (const medium of media) analysed.push(await this.#analyse(medium, bestShot, options));
    return buildFolder(analysed, checked, created, now());
  }

  /** The quality of the one face in a picture. @throws {ApiLiteError} BPE-003002, BPE-003003 */
  async quality(picture: Picture, signal?: AbortSignal): Promise<FaceQuality> {
    const face = await this.models.oneFace(picture, signal);
    return this.models.quality(picture, face, face.otherFace);
  }

  async #analyse(medium: MediumInput, bestShot: boolean, options: LivenessOptions): Promise<AnalysedMedium> {
    const { name, filename, content } = medium;
    let frame = 0;
    try {
      const finding = await examineMedium(content, this.models, {
        bestShot,
        signal: options.signal,
        onFrame: ({ time, logOdds, quality }, frames) => {
          frame++;
          const score = logOdds === undefined ? null : attackChance(logOdds, this.calibration);
          options.onProgress?.({ medium: name, frame, frames, time, score, ...(quality && { quality }) });
        },
      });
      return { name, ...(filename !== undefined && { filename }), ...(await this.#analysed(finding)) };
    } catch (error) {
      options.signal?.throwIfAborted();
      throw mediumError(name, error);
    }
  }

  async #analysed({ bestShot, logOdds, ...finding }: MediumFinding) {
    const spoofing = attackChance(logOdds, this.calibration);
    return { ...finding, spoofing, ...(bestShot && { bestShot: await encodeBestShot(bestShot) }) };
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

function checkMediaList(media: readonly MediumInput[]): void {
  if (media.length === 0) {
    throw new ApiLiteError('LDE-002005', 'The request has no medium: send a picture, a video or an archive');
  }
  if (media.length > MAX_MEDIA) {
    throw new ApiLiteError(
      'LDE-002005',
      `The request has ${media.length} media; at most ${MAX_MEDIA} are taken`,
    );
  }
  const names = media.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new ApiLiteError('LDE-002005', `Two media are named "${twice}": each needs a name of its own`);
  }
}

function mediumError(name: string, error: unknown): ApiLiteError {
  if (!(error instanceof UnusableMediumError)) return toLivenessError(error, name);
  return new ApiLiteError('LDE-002004', `Medium "${name}" ${error.message}.`, { cause: error });
}

/** Milliseconds since 1970, finer than Date's. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
