import { toHex } from '../../common/hex.ts';
import type { Commonness } from '../commonness.ts';
import {
  decodeAuthentic,
  decodeTemplate,
  encodeTemplate,
  isTemplate,
  type Template,
  withCommonness,
} from '../template-bytes.ts';

/** A template's content, as far as a gallery needs it. */
export interface DecodedTemplate {
  /** Of unit length. */
  vector: Float32Array<ArrayBufferLike>;
  /** The model that made it: vectors compare only if the fingerprints are equal. */
  fingerprint: string;
  /** Of the vector as the model made it; absent in templates that have none yet. */
  commonness?: Commonness;
}

/** Reads and writes template bytes; the gallery treats them as opaque. */
export interface TemplateCodec {
  /** True if the bytes claim to be a template, sound or not, rather than a picture. */
  isTemplate(bytes: Uint8Array): boolean;
  /** @throws {ApiLiteError} BPE-002004 if the bytes are not a sound template. */
  decode(bytes: Uint8Array): DecodedTemplate;
  /**
   * As `decode`, without a second look at the checksum: for bytes that were authenticated just before. Opening
   * a large gallery spends its time here.
   *
   * @param target Takes the vector if it fits, instead of a new array.
   */
  decodeTrusted(bytes: Uint8Array, target?: Float32Array): DecodedTemplate;
  /** The same template with another vector, of another model. */
  withContent(bytes: Uint8Array, content: DecodedTemplate): Uint8Array<ArrayBuffer>;
  /** The same template with another commonness. */
  withCommonness(bytes: Uint8Array, commonness: Commonness): Uint8Array<ArrayBuffer>;
}

/** The engine's own template bytes. */
export const templateCodec: TemplateCodec = {
  isTemplate,
  decode: (bytes) => content(decodeTemplate(bytes)),
  decodeTrusted: (bytes, target) => content(decodeAuthentic(bytes, target)),
  withContent(bytes, { fingerprint, ...content }) {
    const { quality } = decodeAuthentic(bytes);
    return encodeTemplate({ ...content, quality, fingerprint: fromHex(fingerprint) });
  },
  withCommonness,
};

const content = ({ vector, fingerprint, commonness }: Template): DecodedTemplate => ({
  vector,
  fingerprint: toHex(fingerprint),
  ...(commonness && { commonness }),
});

const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
