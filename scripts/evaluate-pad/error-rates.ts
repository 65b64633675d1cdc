/** A medium's score and its truth. */
export interface Judged {
  /** Chance of an attack, 0 to 1. */
  score: number;
  /** The kind of attack; undefined for a bona fide presentation. */
  attack: string | undefined;
}

/** Error rates of ISO/IEC 30107-3 at a threshold: a score above it is taken for an attack. */
export interface ErrorRates {
  threshold: number;
  /** Share of each kind of attack taken for bona fide; of kinds with fewer than {@link MIN_SAMPLES} there is none. */
  apcer: Record<string, number>;
  /** Share of the bona fide presentations taken for attacks. */
  bpcer: number;
}

/** Of fewer samples a rate says nothing: its 95 % interval is wider than a half. */
export const MIN_SAMPLES = 5;

export function ratesAt(threshold: number, media: readonly Judged[]): ErrorRates {
  const live = media.filter(({ attack }) => attack === undefined);
  const apcer: Record<string, number> = {};
  for (const kind of attackKinds(media)) {
    const attacks = media.filter(({ attack }) => attack === kind);
    if (attacks.length >= MIN_SAMPLES) apcer[kind] = share(attacks, ({ score }) => score <= threshold);
  }
  return { threshold, apcer, bpcer: share(live, ({ score }) => score > threshold) };
}

/** The kind of attack the system is worst at: the figure the standard asks to report. */
export function worstApcer({ apcer }: ErrorRates): number {
  return Math.max(0, ...Object.values(apcer));
}

/**
 * Where APCER (of the worst kind) and BPCER are nearest to each other; the EER is their mean there.
 *
 * @returns undefined if there are too few live samples, or too few attacks of every kind
 */
export function equalErrorRate(media: readonly Judged[]): { threshold: number; rate: number } | undefined {
  const live = media.filter(({ attack }) => attack === undefined).length;
  if (live < MIN_SAMPLES || Object.keys(ratesAt(0, media).apcer).length === 0) return undefined;
  const candidates = [...new Set(media.map(({ score }) => score))].sort((a, b) => a - b);
  // Between scores: a threshold in the middle of a gap stands for the whole gap.
  const thresholds = candidates.map((score, index) => (score + (candidates[index + 1] ?? score)) / 2);
  let best = { threshold: 0.5, rate: 1, gap: Number.POSITIVE_INFINITY };
  for (const threshold of thresholds) {
    const rates = ratesAt(threshold, media);
    const gap = Math.abs(worstApcer(rates) - rates.bpcer);
    const rate = (worstApcer(rates) + rates.bpcer) / 2;
    if (gap < best.gap || (gap === best.gap && rate < best.rate)) best = { threshold, rate, gap };
  }
  return { threshold: best.threshold, rate: best.rate };
}

/**
 * The chance that an attack scores higher than a live sample, equal scores counting half; every kind of attack and every
 * live sample weighs the same.
 */
export function areaUnderCurve(media: readonly Judged[]): number {
  const live = media.filter(({ attack }) => attack === undefined);
  const areas = attackKinds(media).map((kind) => {
    const attacks = media.filter(({ attack }) => attack === kind);
    let won = 0;
    for (const attack of attacks) {
      for (const { score } of live) won += attack.score > score ? 1 : attack.score === score ? 0.5 : 0;
    }
    return won / (attacks.length * live.length);
  });
  return areas.reduce((sum, area) => sum + area, 0) / areas.length;
}

/** The kinds of attack among media. */
export function attackKinds(media: readonly Judged[]): string[] {
  return [...new Set(media.flatMap(({ attack }) => attack ?? []))].sort();
}

function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}
