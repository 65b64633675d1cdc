import type { LivenessPayload } from './liveness/payload.ts';
import type {
  CompareNResponse,
  CompareResponse,
  DetectResponse,
  HealthResponse,
  VerifyResponse,
  VersionResponse,
} from './wire.ts';

/** A template as bytes, or as the base64 of them. */
export type TemplateSource = Uint8Array | ArrayBuffer | string;

/** An entry of a 1:N call: the name comes back in its result. */
export interface Named<Content> {
  /** Comes back as `filename` of its result. */
  filename: string;
  /** The picture or template itself. */
  content: Content;
}

/** A medium of a liveness request: a picture, a video, or an archive of pictures; its bytes decide which. */
export interface LivenessMedium {
  /** The name the payload speaks of it by; each medium has its own. */
  name: string;
  /** The file's name for `original_name`; default: a File's own name, else `name`. */
  filename?: string;
  /** The encoded file: JPEG, PNG, MP4, ZIP, … */
  content: Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer>;
}

/** Media to analyse together, and what the analysis is to be like. */
export interface LivenessRequest {
  /** 1 to 100 media. */
  media: readonly LivenessMedium[];
  /** The payload, or its JSON; `{}` asks for one quality analysis with the defaults. */
  payload: LivenessPayload | string | undefined;
}

/** What every call takes besides its input. */
export interface CallOptions {
  /** Cancels the call: its promise rejects with the signal's reason and the work stops at the next stage. */
  signal?: AbortSignal;
}

/**
 * API Lite's methods in camelCase; results are the JSON of the wire. Each rejects with an `ApiLiteError`,
 * with a `TypeError` for an argument of the wrong kind, or with the signal's reason.
 *
 * @typeParam Picture What the caller may hand over as a picture.
 * @typeParam Options What every call takes besides its input.
 */
export interface FaceMethods<Picture, Options extends CallOptions = CallOptions> {
  /** Versions of the engine, the inference runtime with its backend, and the models. */
  version(options?: Options): Promise<VersionResponse>;
  /** Whether biometry works; status 3 comes with the reason. */
  health(options?: Options): Promise<HealthResponse>;
  /** The template of the one face in a picture. */
  extract(sample: Picture, options?: Options): Promise<Uint8Array<ArrayBuffer>>;
  /** Compares two templates. */
  compare(feature: TemplateSource, template: TemplateSource, options?: Options): Promise<CompareResponse>;
  /** Compares a picture's face with a template. */
  verify(sample: Picture, template: TemplateSource, options?: Options): Promise<VerifyResponse>;
  /** Compares the faces of two pictures. */
  extractAndCompare(sample1: Picture, sample2: Picture, options?: Options): Promise<CompareResponse>;
  /** Compares one template with N others; results in their order. */
  compareN(
    template1: TemplateSource,
    templatesN: readonly Named<TemplateSource>[],
    options?: Options,
  ): Promise<CompareNResponse>;
  /** Compares a picture's face with N templates; results in their order. */
  verifyN(
    sample1: Picture,
    templatesN: readonly Named<TemplateSource>[],
    options?: Options,
  ): Promise<CompareNResponse>;
  /** Compares a picture's face with the faces of N others; results in their order. */
  extractAndCompareN(
    sample1: Picture,
    samplesN: readonly Named<Picture>[],
    options?: Options,
  ): Promise<CompareNResponse>;
  /** Whether presentation attack detection works; status 3 comes with the reason. */
  livenessHealth(options?: Options): Promise<HealthResponse>;
  /** Whether the picture shows a live person rather than a print, a screen or a mask. */
  detect(sample: Picture, options?: Options): Promise<DetectResponse>;
}
