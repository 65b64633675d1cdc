import { CONTENDERS, type ContenderName } from './contenders.ts';
import type { Each } from './measured.ts';
import type { Row } from './row.ts';

/** One value of each contender that has the figures for it. */
export function valuesOf<Figures>(
  each: Each<Figures>,
  valueIn: (figures: Figures, name: ContenderName) => number | undefined,
): Row['values'] {
  const values: Row['values'] = {};
  for (const name of CONTENDERS) {
    const figures = each[name];
    const value = figures && valueIn(figures, name);
    if (value !== undefined) values[name] = value;
  }
  return values;
}
