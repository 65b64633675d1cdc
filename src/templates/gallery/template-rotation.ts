import { toHex } from '../../common/hex.ts';
import { ApiLiteError } from '../../contract/errors.ts';
import type { Commonness } from '../commonness.ts';
import type { KeyedTransform } from '../protection/keyed-transform.ts';
import type { DecodedTemplate, TemplateCodec } from './template-codec.ts';

/** Whose templates a gallery compares. */
export interface TemplateModel {
  /** Of the engine's embedding model. */
  fingerprint: string;
  /** Components of its vectors. */
  dimension: number;
  /** Names the pack's cohort; undefined if it has none. */
  cohort?: number | undefined;
  /**
   * The commonness of a vector as the model made it: the one given if it is by the pack's cohort.
   *
   * @returns undefined if the pack has no cohort.
   */
  commonnessOf(template: Pick<DecodedTemplate, 'vector' | 'commonness'>): Promise<Commonness | undefined>;
}

/**
 * What becomes of a template on its way into a gallery: nothing in a plain one, a rotation in an unlinkable one.
 * Rotated templates carry a fingerprint of their own, so that nothing compares them with others by mistake.
 */
export interface TemplateRotation {
  /** Of the templates that the gallery compares. */
  readonly fingerprint: string;
  /**
   * The template as the gallery keeps it; one that comes from the gallery passes as it is.
   *
   * @throws {ApiLiteError} BPE-002004 if another model or another gallery made it, or {@link check} refuses it.
   */
  enter(template: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
  /**
   * What is in a template. A checksum is no signature: one can claim the model and still have another form.
   *
   * @throws {ApiLiteError} BPE-002004 if it does, or is not sound.
   */
  check(template: Uint8Array<ArrayBuffer>): DecodedTemplate;
  /** A template of this gallery as it was before it entered. */
  leave(template: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
}

/** @param model Of the engine's own templates. */
export async function templateRotation(
  codec: TemplateCodec,
  { fingerprint: plain, dimension }: Pick<TemplateModel, 'fingerprint' | 'dimension'>,
  transform: KeyedTransform | undefined,
): Promise<TemplateRotation> {
  const rotated = transform ? await rotatedFingerprint(plain, transform) : plain;
  const check = (template: Uint8Array<ArrayBuffer>): DecodedTemplate => {
    const decoded = codec.decode(template);
    const { length } = decoded.vector;
    if (![rotated, plain].includes(decoded.fingerprint) || length === dimension) return decoded;
    const found = `${length} components, not ${dimension}`;
    throw new ApiLiteError('BPE-002004', `The template has ${found}. Extract it again from the picture.`);
  };
  return {
    fingerprint: rotated,
    check,

    enter(template) {
      const { vector, fingerprint, ...rest } = check(template);
      if (fingerprint === rotated) return template;
      if (fingerprint !== plain || !transform) {
        throw new ApiLiteError(
          'BPE-002004',
          'The template comes from another model pack or from an unlinkable gallery: extract it anew.',
          { reason: 'other-model' },
        );
      }
      return codec.withContent(template, { ...rest, vector: transform.apply(vector), fingerprint: rotated });
    },

    leave(template) {
      if (!transform) return template;
      const { vector, ...rest } = codec.decodeTrusted(template);
      return codec.withContent(template, { ...rest, vector: transform.invert(vector), fingerprint: plain });
    },
  };
}

/** As long as the plain one, since it takes its place in the template's bytes. */
async function rotatedFingerprint(plain: string, { id }: KeyedTransform): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${plain} rotated by ${id}`));
  return toHex(new Uint8Array(digest)).slice(0, plain.length);
}
