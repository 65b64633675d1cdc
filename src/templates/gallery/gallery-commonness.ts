import type { Commonness } from '../commonness.ts';
import type { KeyedTransform } from '../protection/keyed-transform.ts';
import type { Entry, People } from './people.ts';
import type { TemplateCodec } from './template-codec.ts';
import type { TemplateModel } from './template-rotation.ts';

/** How common the faces of a gallery are, by the pack's cohort. */
export class GalleryCommonness {
  readonly #codec: TemplateCodec;
  readonly #model: TemplateModel;

  constructor(codec: TemplateCodec, model: TemplateModel) {
    this.#codec = codec;
    this.#model = model;
  }

  /**
   * A template with its commonness, which has to be known before the vector is rotated. One that has it, or is of no use to
   * the model, passes as it is.
   *
   * @throws {ApiLiteError} BPE-002004 if it is not sound.
   */
  async measured(template: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    const { cohort, fingerprint, dimension, commonnessOf } = this.#model;
    if (cohort === undefined) return template;
    const decoded = this.#codec.decode(template);
    if (decoded.fingerprint !== fingerprint || decoded.vector.length !== dimension) return template;
    const commonness = await commonnessOf(decoded);
    if (commonness === undefined || commonness === decoded.commonness) return template;
    return this.#codec.withCommonness(template, commonness);
  }

  /**
   * The commonness of a vector of this gallery: that known if it is by the pack's cohort, 0 if the pack has none.
   *
   * @param transform What the vector is rotated by.
   */
  async of(
    vector: Float32Array,
    known: Commonness | undefined,
    transform: KeyedTransform | undefined,
  ): Promise<number> {
    const { cohort, commonnessOf } = this.#model;
    if (cohort === undefined) return 0;
    if (known?.cohort === cohort) return known.value;
    const measured = await commonnessOf({ vector: transform ? transform.invert(vector) : vector });
    return measured?.value ?? 0;
  }

  /** The commonness of an entry in a row: measured once if it came without. */
  async ofEntry(people: People, entry: Entry, transform: KeyedTransform | undefined): Promise<number> {
    entry.commonness ??= await this.of(people.index.get(entry.row), undefined, transform);
    return entry.commonness;
  }
}
