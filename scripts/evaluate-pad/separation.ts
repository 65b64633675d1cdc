import { areaUnderCurve, attackKinds, type Judged, MIN_SAMPLES } from './error-rates.ts';

/** Shares of the live samples that may be taken for attacks. */
const BPCERS = [0.05, 0.1] as const;

/** How well live samples and attacks of a kind are told apart, whatever the threshold. */
export interface KindSeparation {
  /** Undefined for all kinds, each weighing the same. */
  kind?: string;
  attacks: number;
  areaUnderCurve: number;
  /** APCER at the threshold that takes 5 % of the live samples for attacks, and at that for 10 %. */
  apcerAt: number[];
}

/** The same of a group of lists. */
export interface GroupSeparation {
  group: string;
  live: number;
  kinds: KindSeparation[];
  /** Of all kinds, each source scored by a calibration fitted on the others; undefined if there are too few sources. */
  sourcesLeftOut: KindSeparation | undefined;
}

/** @returns undefined if there are too few live samples, or too few attacks of every kind */
export function separationOfGroup(
  group: string,
  judged: readonly Judged[],
  leftOut: readonly Judged[],
): GroupSeparation | undefined {
  const live = judged.filter(({ attack }) => attack === undefined).length;
  const all = separationOfAll(judged);
  if (!all) return undefined;
  const kinds = kindsOf(judged).map((kind) => separationOfKind(judged, kind));
  return { group, live, kinds: [...kinds, all], sourcesLeftOut: separationOfAll(leftOut) };
}

function separationOfAll(judged: readonly Judged[]): KindSeparation | undefined {
  const live = judged.filter(({ attack }) => attack === undefined);
  const kinds = kindsOf(judged).map((kind) => separationOfKind(judged, kind));
  if (live.length < MIN_SAMPLES || kinds.length === 0) return undefined;
  return {
    attacks: kinds.reduce((sum, { attacks }) => sum + attacks, 0),
    areaUnderCurve: mean(kinds.map(({ areaUnderCurve: area }) => area)),
    apcerAt: BPCERS.map((_, at) => mean(kinds.map(({ apcerAt }) => apcerAt[at] ?? Number.NaN))),
  };
}

function separationOfKind(judged: readonly Judged[], kind: string): KindSeparation {
  const live = judged.filter(({ attack }) => attack === undefined);
  const attacks = judged.filter(({ attack }) => attack === kind);
  return {
    kind,
    attacks: attacks.length,
    areaUnderCurve: areaUnderCurve([...live, ...attacks]),
    apcerAt: BPCERS.map((bpcer) => {
      const threshold = thresholdAt(bpcer, live);
      return attacks.filter(({ score }) => score <= threshold).length / attacks.length;
    }),
  };
}

/** The kinds that have enough samples. */
function kindsOf(judged: readonly Judged[]): string[] {
  return attackKinds(judged).filter(
    (kind) => judged.filter(({ attack }) => attack === kind).length >= MIN_SAMPLES,
  );
}

/** The lowest threshold above which no more than a share of the live samples scores. */
export function thresholdAt(bpcer: number, live: readonly Judged[]): number {
  const scores = live.map(({ score }) => score).sort((a, b) => a - b);
  return scores[scores.length - 1 - Math.floor(bpcer * scores.length)] ?? Number.NaN;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
