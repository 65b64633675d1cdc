import { toHex } from '../../common/hex.ts';
import { ApiLiteError } from '../../contract/errors.ts';
import type { KeyedTransform } from '../protection/keyed-transform.ts';
import type { TemplateCodec } from './template-codec.ts';

/**
 * What becomes of a template on its way into a gallery: nothing in a plain one, a rotation in an unlinkable one.
 * Rotated templates carry a fingerprint of their own, so that nothing compares them with others by mistake.
 */
export class TemplateRotation {
  /** Of the templates that the gallery compares. */
  readonly fingerprint: string;
  readonly #codec: TemplateCodec;
  readonly #plainFingerprint: string;
  readonly #transform: KeyedTransform | undefined;

  private constructor(
    codec: TemplateCodec,
    plainFingerprint: string,
    fingerprint: string,
    transform: KeyedTransform | undefined,
  ) {
    this.#codec = codec;
    this.#plainFingerprint = plainFingerprint;
    this.fingerprint = fingerprint;
    this.#transform = transform;
  }

  static async create(
    codec: TemplateCodec,
    plainFingerprint: string,
    transform: KeyedTransform | undefined,
  ): Promise<TemplateRotation> {
    const fingerprint = transform ? await rotatedFingerprint(plainFingerprint, transform) : plainFingerprint;
    return new TemplateRotation(codec, plainFingerprint, fingerprint, transform);
  }

  /**
   * The template as the gallery keeps it; one that comes from the gallery passes as it is.
   *
   * @throws {ApiLiteError} BPE-002004 if another model or another gallery made it.
   */
  enter(template: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const { vector, fingerprint } = this.#codec.decode(template);
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
