import { CONTENDERS, type ContenderName, OURS } from './contenders.ts';

/** One line of the table: the median of each contender. */
export interface Row {
  /** Names it for the targets. */
  id: string;
  title: string;
  unit: 'ms' | 'MB' | '%' | 'a second';
  /** Missing if the contender can't do it or was not asked to. */
  values: Partial<Record<ContenderName, number>>;
  /** What nothing of ours could fall below (of rates: exceed) in the same run, in the same unit. */
  floor?: number;
}

/** The peer that comes off best in a row. */
export function bestPeer({ unit, values }: Row): number | undefined {
  const peers = CONTENDERS.filter((name) => name !== OURS)
    .map((name) => values[name])
    .filter((value) => value !== undefined);
  if (peers.length === 0) return undefined;
  return unit === 'a second' ? Math.max(...peers) : Math.min(...peers);
}

/** Our value as a multiple of another: below 1 is better, of rates above 1. */
export function ratioTo(other: number | undefined, row: Row): number | undefined {
  const ours = row.values[OURS];
  if (ours === undefined || other === undefined || other === 0) return undefined;
  return ours / other;
}
