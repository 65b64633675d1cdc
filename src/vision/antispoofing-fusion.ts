import { clamp } from '../common/clamp.ts';
import type { Box } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import type { FusionRule } from '../runtime/model-manifest.ts';
import { packError } from '../runtime/model-pack.ts';
import type { ModelClock } from '../runtime/model-session.ts';
import { MAX_LOG_ODDS } from './antispoofing.ts';
import type { AntispoofingModel } from './face-models.ts';
import { SharedCrop } from './shared-crop.ts';

/** An antispoofing model under its name in the manifest. */
export interface NamedModel {
  name: string;
  model: AntispoofingModel;
}

/** The chance of an attack, 0 to 1. */
type AttackChance = (picture: Picture, box: Box, clock?: ModelClock) => Promise<number>;

/**
 * Several models judge together, by a rule that names each of them once; without one the chance of an attack is the
 * mean of theirs. They run one after another, in the rule's order; neighbours of the same crop share its pixels.
 *
 * @throws {ApiLiteError} BPE-001002 if the rule does not fit the models.
 */
export function antispoofingFusion(members: readonly NamedModel[], rule?: FusionRule): AntispoofingModel {
  const names = members.map(({ name }) => name);
  const [only] = members;
  if (!rule && only && members.length === 1) return only.model;
  if (rule) checkNames(namesIn(rule), names);
  const chance = rule
    ? fused(rule, new Map(members.map(({ name, model }) => [name, model])))
    : meanOf(members.map(({ model }) => chanceOf(model)));
  return {
    async attackLogOdds(picture, box, clock) {
      const attack = await chance(new SharedCrop(picture), box, clock);
      return clamp(Math.log(attack / (1 - attack)), -MAX_LOG_ODDS, MAX_LOG_ODDS);
    },
  };
}

function fused(rule: FusionRule, models: ReadonlyMap<string, AntispoofingModel>): AttackChance {
  if (typeof rule === 'string') {
    const model = models.get(rule);
    if (!model) throw noSuchModel(rule, [...models.keys()]);
    return chanceOf(model);
  }
  if ('mean' in rule) return meanOf(rule.mean.map((part) => fused(part, models)));
  return maxOf(rule.max.map((part) => fused(part, models)));
}

function chanceOf(model: AntispoofingModel): AttackChance {
  return async (picture, box, clock) => 1 / (1 + Math.exp(-(await model.attackLogOdds(picture, box, clock))));
}

function meanOf(parts: readonly AttackChance[]): AttackChance {
  return async (...face) => {
    let sum = 0;
    for (const part of parts) sum += await part(...face);
    return sum / parts.length;
  };
}

function maxOf(parts: readonly AttackChance[]): AttackChance {
  return async (...face) => {
    let highest = 0;
    for (const part of parts) highest = Math.max(highest, await part(...face));
    return highest;
  };
}

function namesIn(rule: FusionRule): string[] {
  if (typeof rule === 'string') return [rule];
  return ('mean' in rule ? rule.mean : rule.max).flatMap(namesIn);
}

/** A model that the rule forgets would be fetched for nothing; one that stands twice is a slip. */
function checkNames(inRule: readonly string[], models: readonly string[]): void {
  for (const name of models) {
    const times = inRule.filter((each) => each === name).length;
    const alike = models.filter((each) => each === name).length;
    if (alike > 1)
      throw packError(`Two antispoofing models are named ${name}: fusion can't tell them apart.`);
    if (times !== 1) {
      throw packError(
        `The manifest's fusion.antispoofing names ${name} ${times} times: name each model once.`,
      );
    }
  }
  const unknown = inRule.find((name) => !models.includes(name));
  if (unknown !== undefined) throw noSuchModel(unknown, models);
}

function noSuchModel(name: string, models: readonly string[]) {
  const known = models.join(', ') || '(none)';
  return packError(
    `The manifest's fusion.antispoofing names "${name}", which is none of its antispoofing models: ${known}.`,
  );
}
