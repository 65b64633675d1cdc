import { RetriedMemo } from '../common/retried-memo.ts';
import { type DecisionThresholds, decide } from '../contract/decision.ts';
import { ApiLiteError } from '../contract/errors.ts';
import type { Named, TemplateSource } from '../contract/methods.ts';
import type { CompareNResponse, CompareResponse, Decision } from '../contract/wire.ts';
import { type ModelPack, modelOf, templateFingerprint } from '../runtime/model-pack.ts';
import type { Cohort } from '../templates/cohort.ts';
import { type Commonness, normalisedSimilarity } from '../templates/commonness.ts';
import { mergeTemplates } from '../templates/merge-templates.ts';
import { scoreOf } from '../templates/score.ts';
import { compareVectors } from '../templates/search/compare-vectors.ts';
import { decodeTemplate, type Template } from '../templates/template-bytes.ts';
import { templateBytes } from '../templates/template-source.ts';
import { cohortId } from './pack-cohort.ts';
import { withFilename } from './with-filename.ts';

/** Compares templates of one model pack; needs no model. */
export class TemplateComparison {
  /** Components of the pack's templates. */
  readonly dimension: number;
  /** Names the pack's cohort; undefined if it has none. */
  readonly cohortId: number | undefined;
  #fingerprint: Promise<Uint8Array> | undefined;
  readonly #pack: ModelPack;
  readonly #thresholds: DecisionThresholds;
  readonly #cohort: RetriedMemo<Cohort | undefined>;

  /** @param loadCohort Gives the pack's cohort; undefined if it has none. */
  constructor(
    pack: ModelPack,
    thresholds: DecisionThresholds,
    loadCohort: () => Promise<Cohort | undefined>,
  ) {
    this.#pack = pack;
    this.#thresholds = thresholds;
    this.#cohort = new RetriedMemo(loadCohort);
    this.dimension = modelOf(pack, 'embedding').dimension;
    const { cohort } = pack.manifest;
    this.cohortId = cohort && cohortId(cohort);
  }

  /** Whose templates may be compared: that of the pack. */
  fingerprint(): Promise<Uint8Array> {
    this.#fingerprint ??= templateFingerprint(this.#pack);
    return this.#fingerprint;
  }

  /** The pack's cohort, loaded once; undefined if it has none. @throws {ApiLiteError} BPE-001002 if it can't be loaded. */
  cohort(): Promise<Cohort | undefined> {
    return this.#cohort.get();
  }

  /**
   * Reads a template; its commonness is by the pack's own cohort, and absent if there is none. The cohort is loaded only for
   * a template that another one measured, or none.
   *
   * @throws {ApiLiteError} BPE-002004 if it is no sound template of the pack.
   */
  async decode(source: TemplateSource): Promise<Template> {
    const template = decodeTemplate(templateBytes(source), await this.fingerprint());
    if (template.vector.length !== this.dimension) {
      throw new ApiLiteError(
        'BPE-002004',
        `The template has ${template.vector.length} components, not ${this.dimension}.`,
      );
    }
    const { fingerprint, quality, vector } = template;
    const commonness = await this.commonnessOf(template);
    return { fingerprint, quality, vector, ...(commonness && { commonness }) };
  }

  /**
   * Reads many.
   *
   * @throws {ApiLiteError} BPE-002004 naming the one that is no sound template of the pack.
   */
  async decodeAll(
    templates: readonly TemplateSource[],
    signal: AbortSignal | undefined,
  ): Promise<Template[]> {
    const decoded: Template[] = [];
    for (const [index, source] of templates.entries()) {
      signal?.throwIfAborted();
      decoded.push(await withFilename(`templates[${index}]`, () => this.decode(source)));
    }
    return decoded;
  }

  /**
   * Makes one template of several of a person; how common it is, is measured anew.
   *
   * @throws {TypeError} If there is none.
   * @throws {ApiLiteError} BPE-002004 naming the one that is no sound template of the pack.
   */
  async merge(templates: readonly TemplateSource[], signal: AbortSignal | undefined): Promise<Template> {
    const [first, ...others] = await this.decodeAll(templates, signal);
    if (!first) throw new TypeError('templates must not be empty');
    const merged = mergeTemplates([first, ...others]);
    const commonness = await this.commonnessOf(merged);
    return { ...merged, ...(commonness && { commonness }) };
  }

  compare(probe: Template, reference: Template): CompareResponse {
    const [similarity = Number.NaN] = compareVectors(probe.vector, [reference.vector]);
    return this.#responseTo(similarity, probe, reference);
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
    const references: (Template & { filename: string })[] = [];
    for (const { filename, content } of templatesN) {
      signal.throwIfAborted();
      const reference = await withFilename(filename, () => this.decode(content));
      references.push({ ...reference, filename });
    }
    const similarities = compareVectors(
      probe.vector,
      references.map(({ vector }) => vector),
    );
    const results = references.map((reference, index) => ({
      filename: reference.filename,
      ...this.#responseTo(similarities[index] ?? Number.NaN, probe, reference),
    }));
    return { results };
  }

  /**
   * The commonness of a vector by the pack's own cohort: the one given, if it is. Only otherwise is the cohort loaded.
   *
   * @returns undefined if the pack has none.
   */
  async commonnessOf({
    vector,
    commonness,
  }: Pick<Template, 'vector' | 'commonness'>): Promise<Commonness | undefined> {
    if (this.cohortId === undefined) return undefined;
    if (commonness?.cohort === this.cohortId) return commonness;
    return (await this.cohort())?.commonnessOf(vector);
  }

  /** The comparison score of a normalised similarity, by the pack's calibration. */
  score(normalised: number): number {
    return scoreOf(normalised, this.#pack.manifest.calibration.comparison);
  }

  decide(score: number): Decision {
    return decide(score, this.#thresholds);
  }

  #responseTo(similarity: number, { commonness: a }: Template, { commonness: b }: Template): CompareResponse {
    const score = this.score(normalisedSimilarity(similarity, a?.value ?? 0, b?.value ?? 0));
    return { score, decision: this.decide(score) };
  }
}
