import { decodeBase64 } from '../common/base64.ts';
import { ApiLiteError } from '../contract/errors.ts';
import { concatenate } from './bytes.ts';
import { type ParameterisedHeader, parseParameterisedHeader } from './header-parameters.ts';
import { MAX_BODY_BYTES } from './limits.ts';
import type { Route } from './routes.ts';

/** What the reference lets a picture be declared as, and the misspelling many clients send. */
export const PICTURE_TYPES = /^image\/(jpeg|png|jpg)$/;

/** Encodings by which bytes travel as they are. */
const IDENTITY_ENCODINGS = ['', 'binary', '8bit', '7bit'];

/** What is read of a request: a `Request` is one, and so is one whose body has been read already. */
export interface HttpRequest extends Pick<Request, 'url' | 'method' | 'headers' | 'signal'> {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer> | Blob | null;
}

/** A request for one of the contract's methods: its headers and body, read as the contract says. */
export class FaceRequest {
  readonly contentType: ParameterisedHeader;
  /** The request asks for base64 both ways. */
  readonly base64: boolean;
  readonly #request: HttpRequest;

  constructor(
    readonly route: Route,
    request: HttpRequest,
  ) {
    this.#request = request;
    this.contentType = parseParameterisedHeader(request.headers.get('Content-Type') ?? '');
    this.base64 = this.isBase64(request.headers.get('Content-Transfer-Encoding') ?? '', '002001');
  }

  /** @throws {ApiLiteError} …002002 if the method is another than the reference gives the path. */
  checkHttpMethod(): void {
    const { method } = this.#request;
    if (method === this.route.httpMethod) return;
    throw this.error('002002', `This path takes ${this.route.httpMethod}; the request is ${method}.`);
  }

  /** An error of the table that the request's path belongs to. */
  error(number: '002001' | '002002' | '002005', message: string): ApiLiteError {
    return new ApiLiteError(`${this.route.family}-${number}`, message);
  }

  /** A picture that can't be read. */
  sampleError(message: string): ApiLiteError {
    return new ApiLiteError(this.route.family === 'LDE' ? 'LDE-002004' : 'BPE-002003', message);
  }

  /** A template that can't be read. */
  templateError(message: string): ApiLiteError {
    return new ApiLiteError('BPE-002004', message);
  }

  /**
   * The body as the picture that the method takes.
   *
   * @throws {ApiLiteError} …002001 if it is declared as something else; 002003 or LDE-002004 if it is
   *   empty, too large or not the base64 it should be.
   */
  async picture(): Promise<Uint8Array<ArrayBuffer> | Blob> {
    if (!this.declaresPicture) throw this.#contentTypeError('image/jpeg or image/png');
    const { body } = this.#request;
    if (body instanceof Blob && body.size > 0 && !this.base64) return this.#withinLimit(body);
    const bytes = await this.body();
    if (bytes.length === 0) throw this.sampleError('The body is empty. Send the picture as the body.');
    if (!this.base64) return bytes;
    const decoded = fromBase64(bytes);
    if (decoded) return decoded;
    throw this.sampleError('The body is not base64, as its header says it is.');
  }

  /** The type the request declares is one the contract lets a picture have. */
  get declaresPicture(): boolean {
    return PICTURE_TYPES.test(this.contentType.value);
  }

  /**
   * The boundary of a multipart body.
   *
   * @throws {ApiLiteError} …002001 if the request is of another type or names no boundary.
   */
  boundary(): string {
    if (this.contentType.value !== 'multipart/form-data') {
      const alsoPicture = this.route.method === 'detect' ? 'image/jpeg, image/png or ' : '';
      throw this.#contentTypeError(`${alsoPicture}multipart/form-data`);
    }
    const boundary = this.contentType.parameters.get('boundary');
    if (boundary) return boundary;
    throw this.error(
      '002001',
      'The Content-Type header has no boundary. Give fetch a FormData body and let it set the header.',
    );
  }

  /**
   * The whole body.
   *
   * @throws {ApiLiteError} what the method answers to input it can't read, if the body is over the limit.
   */
  async body(): Promise<Uint8Array<ArrayBuffer>> {
    const { body, headers } = this.#request;
    if (body instanceof Blob) return new Uint8Array(await this.#withinLimit(body).arrayBuffer());
    const declared = body instanceof Uint8Array ? body.length : Number(headers.get('Content-Length') ?? 0);
    if (declared > MAX_BODY_BYTES) throw this.#tooLarge();
    return body instanceof Uint8Array ? body : this.#readStream(body);
  }

  #withinLimit(body: Blob): Blob {
    if (body.size > MAX_BODY_BYTES) throw this.#tooLarge();
    return body;
  }

  async #readStream(body: ReadableStream<Uint8Array<ArrayBuffer>> | null) {
    const chunks: Uint8Array[] = [];
    let length = 0;
    const reader = body?.getReader();
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      chunks.push(next.value);
      length += next.value.length;
      if (length > MAX_BODY_BYTES) {
        await reader?.cancel();
        throw this.#tooLarge();
      }
    }
    return concatenate(chunks);
  }

  /** Whether an encoding header asks for base64; other encodings than the identities are refused. */
  isBase64(encoding: string, number: '002001' | '002005'): boolean {
    const name = encoding.trim().toLowerCase();
    if (name === 'base64') return true;
    if (IDENTITY_ENCODINGS.includes(name)) return false;
    throw this.error(number, `Content-Transfer-Encoding must be base64 or binary; it is "${name}".`);
  }

  #contentTypeError(wanted: string): ApiLiteError {
    const { value } = this.contentType;
    const got = value === '' ? 'has none' : `has "${value}"`;
    return this.error('002001', `This method takes the Content-Type ${wanted}; the request ${got}.`);
  }

  #tooLarge(): ApiLiteError {
    const message = `The body is larger than the limit of ${MAX_BODY_BYTES} bytes (MAX_BODY_BYTES).`;
    // The two methods that compare what they are given take no picture.
    const templatesOnly = this.route.method.startsWith('compare');
    return templatesOnly ? this.templateError(message) : this.sampleError(message);
  }
}

/** Bytes of a base64 text, or undefined if they are none. */
export function fromBase64(text: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  return decodeBase64(new TextDecoder().decode(text));
}
