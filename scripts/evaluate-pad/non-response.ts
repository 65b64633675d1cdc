import { confidenceInterval } from '../../src/demo/error-rates/confidence-interval.ts';
import { MIN_SAMPLES } from './error-rates.ts';
import type { LabelledMedium } from './labelled-media.ts';
import type { PadMeasurement } from './page/page.ts';

/** How many of a group of media are refused as unusable. */
export interface NonResponse {
  /** The kind of attack, or the source of bona fide media; undefined for all of these. */
  group?: string;
  media: number;
  /** LDE-002004: they count neither as right nor as wrong. */
  refused: number;
  /** Share that is refused, with its 95 % interval; undefined of fewer than {@link MIN_SAMPLES}. */
  rate: { rate: number; interval: [number, number] } | undefined;
  /** How many of the refused for each reason, the most frequent first. */
  reasons: Record<string, number>;
}

/** Non-response of ISO/IEC 30107-3. Media are counted, not their frames. */
export interface NonResponseRates {
  /** Attack presentation non-response rate (APNRR) of each kind. */
  attacks: NonResponse[];
  /** Bona fide presentation non-response rate (BPNRR) of each source, then of all. */
  bonaFide: NonResponse[];
}

export function nonResponseRates(
  media: readonly LabelledMedium[],
  measurements: readonly PadMeasurement[],
): NonResponseRates {
  const answered = media.flatMap((medium, index) => {
    const measured = measurements[index];
    return measured && measured.outcome !== 'failed' ? [{ ...medium, measured }] : [];
  });
  const live = answered.filter(({ attack }) => attack === undefined);
  const attacks = answered.filter(({ attack }) => attack !== undefined);
  return {
    attacks: [...groupsOf(attacks, ({ attack = '' }) => attack)].map(([kind, group]) => rateOf(group, kind)),
    bonaFide: [
      ...[...groupsOf(live, ({ source }) => source)].map(([source, group]) => rateOf(group, source)),
      rateOf(live),
    ],
  };
}

function groupsOf<Item>(items: readonly Item[], nameOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(nameOf(item), [...(groups.get(nameOf(item)) ?? []), item]);
  return groups;
}

function rateOf(group: readonly { measured: PadMeasurement }[], name?: string): NonResponse {
  const reasons = group.flatMap(({ measured }) =>
    measured.outcome === 'no response' ? [measured.reason] : [],
  );
  const share = reasons.length / group.length;
  const isTold = group.length >= MIN_SAMPLES;
  return {
    ...(name !== undefined && { group: name }),
    media: group.length,
    refused: reasons.length,
    rate: isTold ? { rate: share, interval: confidenceInterval(share, group.length) } : undefined,
    reasons: countEach(reasons),
  };
}

function countEach(reasons: readonly string[]): Record<string, number> {
  const counts = [...groupsOf(reasons, (reason) => reason)].map(
    ([reason, { length }]) => [reason, length] as const,
  );
  return Object.fromEntries(counts.sort(([, a], [, b]) => b - a));
}
