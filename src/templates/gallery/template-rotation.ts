import { toHex } from '../../common/hex.ts';
import { ApiLiteError } from '../../contract/errors.ts';
import type { KeyedTransform } from '../protection/keyed-transform.ts';
import type { DecodedTemplate, TemplateCodec } from './template-codec.ts';

/** Whose templates a gallery compares. */
export interface TemplateModel {
  /** Of the engine's embedding model. */
  fingerprint: string;
  /** Components of its vectors. */
  dimension: number;
}

/**
 * What becomes of a template on its way into a gallery: nothing in a plain one, a rotation in an unlinkable one.
 * Rotated templates carry a fingerprint of their own, so that nothing compares them with others by mistake.
 */
export class TemplateRotation {
  /** Of the templates that the gallery compares. */
  readonly fingerprint: string;
  readonly #codec: TemplateCodec;
  readonly #plainFingerprint: string;
  readonly #dimension: number;
  readonly #transform: KeyedTransform | undefined;

  private constructor(
    codec: TemplateCodec,
    { fingerprint: plainFingerprint, dimension }: TemplateModel,
    fingerprint: string,
    transform: KeyedTransform | undefined,
  ) {
    this.#codec = codec;
    this.#plainFingerprint = plainFingerprint;
    this.#dimension = dimension;
    this.fingerprint = fingerprint;
    this.#transform = transform;
  }

  static async create(
    codec: TemplateCodec,
    model: TemplateModel,
    transform: KeyedTransform | undefined,
  ): Promise<TemplateRotation> {
    const plain = model.fingerprint;
    const fingerprint = transform ? await rotatedFingerprint(plain, transform) : plain;
    return new TemplateRotation(codec, model, fingerprint, transform);
  }

  /**
   * The template as the gallery keeps it; one that comes from the gallery passes as it is.
   *
   * @throws {ApiLiteError} BPE-002004 if another model or another gallery made it, or it claims to be of this one and
   *   has another form.
   */
  enter(template: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const { vector, fingerprint } = this.check(template);
    if (fingerprint === this.fingerprint) return template;
    if (fingerprint !== this.#plainFingerprint || !this.#transform) {
      throw new ApiLiteError(
        'BPE-002004',
        'The template comes from another model pack or from an unlinkable gallery: extract it anew.',
      );
    }
    const content = { vector: this.#transform.apply(vector), fingerprint: this.fingerprint };
    return this.#codec.withContent(template, content);
  }

  /**
   * What is in a template. A checksum is no signature: one can claim the model and still have another form.
   *
   * @throws {ApiLiteError} BPE-002004 if it does, or is not sound.
   */
  check(template: Uint8Array<ArrayBuffer>): DecodedTemplate {
    const decoded = this.#codec.decode(template);
    const { length } = decoded.vector;
    const isOwn = [this.fingerprint, this.#plainFingerprint].includes(decoded.fingerprint);
    if (!isOwn || length === this.#dimension) return decoded;
    const found = `${length} components, not ${this.#dimension}`;
    throw new ApiLiteError('BPE-002004', `The template has ${found}. Extract it again from the picture.`);
  }

  /** A template of this gallery as it was before it entered. */
  leave(template: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    if (!this.#transform) return template;
    const { vector } = this.#codec.decodeTrusted(template);
    const content = { vector: this.#transform.invert(vector), fingerprint: this.#plainFingerprint };
    return this.#codec.withContent(template, content);
  }
}

/** As long as the plain one, since it takes its place in the template's bytes. */
async function rotatedFingerprint(plain: string, { id }: KeyedTransform): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${plain} rotated by ${id}`));
  return toHex(new Uint8Array(digest)).slice(0, plain.length);
}
