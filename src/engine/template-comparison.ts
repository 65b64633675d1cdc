import { type DecisionThresholds, decide } from '../contract/decision.ts';
import { ApiLiteError } from '../contract/errors.ts';
import type { Named, TemplateSource } from '../contract/methods.ts';
import type { CompareNResponse, CompareResponse, Decision } from '../contract/wire.ts';
import { type ModelPack, templateDimension, templateFingerprint } from '../runtime/model-pack.ts';
import { scoreOf } from '../templates/score.ts';
import { compareVectors } from '../templates/search/compare-vectors.ts';
import { decodeTemplate, type Template } from '../templates/template-bytes.ts';
import { templateBytes } from '../templates/template-source.ts';
import { withFilename } from './with-filename.ts';

/** Compares templates of one model pack; needs no model. */
export class TemplateComparison {
  /** Components of the pack's templates. */
  readonly dimension: number;
  #fingerprint: Promise<Uint8Array> | undefined;
  readonly #pack: ModelPack;
  readonly #thresholds: DecisionThresholds;

  constructor(pack: ModelPack, thresholds: DecisionThresholds) {
    this.#pack = pack;
    this.#thresholds = thresholds;
    this.dimension = templateDimension(pack);
  }

  /** Whose templates may be compared: that of the pack. */
  fingerprint(): Promise<Uint8Array> {
    this.#fingerprint ??= templateFingerprint(this.#pack);
    return this.#fingerprint;
  }

  /** @throws {ApiLiteError} BPE-002004 if it is no sound template of the pack. */
  async decode(source: TemplateSource): Promise<Template> {
    const template = decodeTemplate(templateBytes(source), await this.fingerprint());
    if (template.vector.length !== this.dimension) {
      throw new ApiLiteError(
        'BPE-002004',
        `The template has ${template.vector.length} components, not ${this.dimension}.`,
      );
    }
    return template;
  }

  compare(probe: Template, reference: Template): CompareResponse {
    const [similarity = Number.NaN] = compareVectors(probe.vector, [reference.vector]);
    return this.#responseTo(similarity);
  }

  /**
   * Compares one with many, in one pass of the search kernel.
   *
   * @throws {ApiLiteError} BPE-002004 naming the entry that is no sound template.
   */
  async compareMany(
    probe: Template,
    templatesN: readonly Named<TemplateSource>[],
    signal: AbortSignal,
  ): Promise<CompareNResponse> {
    const references: Float32Array[] = [];
    for (const { filename, content } of templatesN) {
      signal.throwIfAborted();
      references.push((await withFilename(filename, () => this.decode(content))).vector);
    }
    const similarities = compareVectors(probe.vector, references);
    const results = templatesN.map(({ filename }, index) => ({
      filename,
      ...this.#responseTo(similarities[index] ?? Number.NaN),
    }));
    return { results };
  }

  /** The comparison score of a similarity, by the pack's calibration. */
  score(similarity: number): number {
    return scoreOf(similarity, this.#pack.manifest.calibration.comparison);
  }

  decide(score: number): Decision {
    return decide(score, this.#thresholds);
  }

  #responseTo(similarity: number): CompareResponse {
    const score = this.score(similarity);
    return { score, decision: this.decide(score) };
  }
}
