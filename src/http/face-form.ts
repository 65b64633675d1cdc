import type { ApiLiteError } from '../contract/errors.ts';
import type { LivenessRequest, Named } from '../contract/methods.ts';
import { type FaceRequest, fromBase64, PICTURE_TYPES } from './face-request.ts';
import { type Part, parseMultipartBody } from './multipart.ts';
import { MultipartError } from './multipart-framing.ts';
import { payloadText } from './payload-text.ts';

/** What a part may be declared as, and the error if it can't be read. */
interface Kind {
  types: RegExp;
  wanted: string;
  error: (request: FaceRequest, message: string) => ApiLiteError;
}

export const SAMPLE: Kind = {
  types: PICTURE_TYPES,
  wanted: 'image/jpeg or image/png',
  error: (request, message) => request.sampleError(message),
};
export const TEMPLATE: Kind = {
  types: /^application\/octet-stream$/,
  wanted: 'application/octet-stream',
  error: (request, message) => request.templateError(message),
};
/** Pictures, videos and archives; the reference's own example declares a video as multipart/form-data. */
const MEDIUM: Kind = {
  types: /^(image\/.+|video\/.+|multipart\/form-data|application\/(octet-stream|zip|gzip|(x-)[\w.-]+))$/,
  wanted: 'image/…, video/… or an archive',
  error: (request, message) => request.sampleError(message),
};
/** JSON, and what clients declare a text or a file as that they know nothing of. */
const PAYLOAD: Kind = {
  types: /^(application\/([\w.-]+\+)?json|text\/(json|plain)|application\/octet-stream)$/,
  wanted: 'application/json',
  error: (request, message) => request.error('002005', message),
};
/** What a text in base64 is declared as by clients that know it for a text. */
const TEXT = 'text/plain';
/** A payload as it is, where it could be base64 as well: no base64 of one begins like this, nor is `null` one. */
const PLAIN_PAYLOAD = /^\s*([[{]|null\s*$|$)/;

/** A multipart request's parts, asked for by name. Parts nobody asks for are not looked at. */
export class FaceForm {
  readonly #request: FaceRequest;
  readonly #parts: readonly Part[];

  private constructor(request: FaceRequest, parts: readonly Part[]) {
    this.#request = request;
    this.#parts = parts;
  }

  /** @throws {ApiLiteError} …002001 for a request that is not multipart, …002005 for a body that is not. */
  static async read(request: FaceRequest): Promise<FaceForm> {
    const boundary = request.boundary();
    const body = await request.body();
    try {
      return new FaceForm(request, parseMultipartBody(body, boundary));
    } catch (error) {
      if (!(error instanceof MultipartError)) throw error;
      throw request.error('002005', `The multipart body can't be read: ${error.message}.`);
    }
  }

  /**
   * What liveness detect takes: every part but `payload` is a medium; `payload` is a JSON text.
   *
   * @throws {ApiLiteError} LDE-002005 if a part is declared as what can't be a medium or a payload, or
   *   `payload` came twice; LDE-002004 if a medium is not the base64 it should be.
   */
  media(): LivenessRequest {
    const payloads = this.#parts.filter((part) => part.name === 'payload');
    if (payloads.length > 1)
      throw this.#request.error('002005', 'The part "payload" came twice. Send it once.');
    const media = this.#parts.filter((part) => part.name !== 'payload');
    return {
      media: media.map((part) => {
        this.#checkType(part, MEDIUM);
        const { name, filename } = part;
        return { name, ...(filename !== undefined && { filename }), content: this.#decoded(part, MEDIUM) };
      }),
      payload: payloads[0] && this.#payloadText(payloads[0]),
    };
  }

  /** The one part of that name. One that came twice is refused: which of two faces was meant must not be a guess. */
  one(name: string, kind: Kind): Uint8Array<ArrayBuffer> {
    const [part, ...more] = this.#named(name, kind);
    if (more.length === 0) return this.#content(part, kind);
    throw kind.error(this.#request, `The part "${name}" came ${more.length + 1} times. Send it once.`);
  }

  /**
   * The parts of that name, at least one. The reference asks for file names; a part without one is known by its place,
   * counted from 1.
   */
  list(name: string, kind: Kind): Named<Uint8Array<ArrayBuffer>>[] {
    return this.#named(name, kind).map((part, index) => ({
      filename: part.filename ?? String(index + 1),
      content: this.#content(part, kind),
    }));
  }

  #named(name: string, kind: Kind): [Part, ...Part[]] {
    const [first, ...more] = this.#parts.filter((part) => part.name === name);
    if (first) return [first, ...more];
    const names = [...new Set(this.#parts.map((part) => `"${part.name}"`))].slice(0, 5).join(', ');
    throw kind.error(
      this.#request,
      `The part "${name}" is missing. The request has ${names === '' ? 'no part with a name' : names}.`,
    );
  }

  #content(part: Part, kind: Kind): Uint8Array<ArrayBuffer> {
    this.#checkType(part, kind);
    const bytes = this.#decoded(part, kind);
    if (bytes.length > 0) return bytes;
    throw kind.error(this.#request, `The part "${part.name}" is empty.`);
  }

  /** A part that declares no type is taken for what its name says, and so is a text in base64. */
  #checkType(part: Part, kind: Kind): void {
    const { name, contentType } = part;
    if (contentType === undefined || kind.types.test(contentType)) return;
    if (contentType === TEXT && this.#isBase64(part)) return;
    throw this.#request.error(
      '002005',
      `The part "${name}" must be of type ${kind.wanted}; it is "${contentType}".`,
    );
  }

  /** In base64 mode the payload may be base64 as well, or the JSON as it is. */
  #payloadText(part: Part): string {
    this.#checkType(part, PAYLOAD);
    const plain = payloadText(part.bytes, part.charset);
    if (plain !== undefined && (!this.#isBase64(part) || PLAIN_PAYLOAD.test(plain))) return plain;
    // The charset of a base64 text is not that of what it holds.
    const decoded = this.#isBase64(part) ? payloadText(this.#decoded(part, PAYLOAD)) : undefined;
    if (decoded !== undefined) return decoded;
    throw PAYLOAD.error(
      this.#request,
      'The part "payload" is no text in UTF-8, nor in the charset it declares.',
    );
  }

  #decoded(part: Part, kind: Kind): Uint8Array<ArrayBuffer> {
    if (!this.#isBase64(part)) return part.bytes;
    const bytes = fromBase64(part.bytes);
    if (bytes) return bytes;
    throw kind.error(this.#request, `The part "${part.name}" is not base64, as the header says it is.`);
  }

  /** By the part's own header, or the request's. */
  #isBase64(part: Part): boolean {
    return this.#request.isBase64(part.transferEncoding ?? '', '002005') || this.#request.base64;
  }
}
