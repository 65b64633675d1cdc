import type { Template } from '../../src/templates/template-bytes.ts';
import { quantile } from './summarise-measurements.ts';

/** What a pack refuses for being common, and what it was made from. */
export interface MeasuredGate {
  /** A face that is more common gives no template. */
  highest: number;
  /** The commonness that 99 % and 99.9 % of clean pictures do not exceed. */
  clean: { '99 %': number; '99.9 %': number };
}

/** How far the gate lies beyond nearly all clean pictures of a list, for there are others. */
const MARGIN = 1.7;

/** The gate by the commonness of clean pictures. */
export function commonnessGate(templates: Iterable<Template>): MeasuredGate {
  const values = [...templates].flatMap(({ commonness }) => commonness?.value ?? []);
  const most = quantile(values, 0.999);
  const rounded = (value: number) => Number(value.toFixed(3));
  return {
    highest: Number((MARGIN * most).toFixed(2)),
    clean: { '99 %': rounded(quantile(values, 0.99)), '99.9 %': rounded(most) },
  };
}
