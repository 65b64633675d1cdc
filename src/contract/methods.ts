import type { LivenessFolder } from './liveness/folder.ts';
import type { LivenessPayload } from './liveness/payload-form.ts';
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

/** A medium of a liveness request: a picture, one that moves, a video, or an archive of pictures; its bytes decide. */
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
  /** The payload, or its JSON; without one, or by `{}`, one quality analysis with the defaults. */
  payload?: LivenessPayload | string | null | undefined;
}

/** Tells a request of several media from a picture, which is never a plain object with a list in it. */
export function isLivenessRequest(subject: unknown): subject is LivenessRequest {
  return (
    typeof subject === 'object' && subject !== null && 'media' in subject && Array.isArray(subject.media)
  );
}

/** What every call takes besides its input. */
export interface CallOptions {
  /** Cancels the call: its promise rejects with the signal's reason and the work stops at the next stage. */
  signal?: AbortSignal;
}

/** What each kind of call takes besides its input. */
export interface MethodOptions {
  /** Calls that ask for the engine's state. */
  state: CallOptions;
  /** Calls with pictures. */
  picture: CallOptions;
  /** Calls with templates alone. */
  template: CallOptions;
  /** Liveness of several media. */
  media: CallOptions;
}

/**
 * API Lite's methods in camelCase; results are the JSON of the wire. Each rejects with an `ApiLiteError`,
 * with a `TypeError` for an argument of the wrong kind, or with the signal's reason.
 *
 * @typeParam Picture What the caller may hand over as a picture.
 * @typeParam Options What each kind of call takes besides its input.
 */
export interface FaceMethods<Picture, Options extends MethodOptions = MethodOptions> {
  /** Versions of the engine, the inference runtime with its backend, and the models. */
  version(options?: Options['state']): Promise<VersionResponse>;
  /** Whether biometry works; status 3 comes with the reason. */
  health(options?: Options['state']): Promise<HealthResponse>;
  /** The template of the one face in a picture. */
  extract(sample: Picture, options?: Options['picture']): Promise<Uint8Array<ArrayBuffer>>;
  /** Compares two templates. */
  compare(
    feature: TemplateSource,
    template: TemplateSource,
    options?: Options['template'],
  ): Promise<CompareResponse>;
  /** Compares a picture's face with a template. */
  verify(sample: Picture, template: TemplateSource, options?: Options['picture']): Promise<VerifyResponse>;
  /** Compares the faces of two pictures. */
  extractAndCompare(
    sample1: Picture,
    sample2: Picture,
    options?: Options['picture'],
  ): Promise<CompareResponse>;
  /** Compares one template with N others; results in their order. */
  compareN(
    template1: TemplateSource,
    templatesN: readonly Named<TemplateSource>[],
    options?: Options['template'],
  ): Promise<CompareNResponse>;
  /** Compares a picture's face with N templates; results in their order. */
  verifyN(
    sample1: Picture,
    templatesN: readonly Named<TemplateSource>[],
    options?: Options['picture'],
  ): Promise<CompareNResponse>;
  /** Compares a picture's face with the faces of N others; results in their order. */
  extractAndCompareN(
    sample1: Picture,
    samplesN: readonly Named<Picture>[],
    options?: Options['picture'],
  ): Promise<CompareNResponse>;
  /** Whether presentation attack detection works; status 3 comes with the reason. */
  livenessHealth(options?: Options['state']): Promise<HealthResponse>;
  /**
   * Whether a picture shows a live person rather than a print, a screen or a mask. A video, an animated picture
   * or an archive of pictures, given as a Blob or bytes, is judged as under a payload of defaults.
   *
   * @throws {ApiLiteError} LDE-002004 if it can't be read, has no face or several, LDE-001002 if a model can't work.
   */
  detect(sample: Picture, options?: Options['picture']): Promise<DetectResponse>;
  /**
   * Analyses pictures, videos and archives of pictures under a payload; answers the folder JSON.
   *
   * @throws {ApiLiteError} LDE-002005 naming what is wrong with the payload or the list of media, LDE-002004
   * naming the medium that can't be read or has no usable face, LDE-001002 if a model can't work.
   */
  detect(request: LivenessRequest, options?: Options['media']): Promise<LivenessFolder>;
}

/** Name of a method of the contract, as the facade has it. */
export type FaceMethod = keyof FaceMethods<unknown>;
