import type { Template } from '../../src/templates/template-bytes.ts';
import { textTable } from '../report/text-table.ts';
import { DECISION_TITLES, decisionCells } from './decision-columns.ts';
import { type DecisionRates, type PictureTemplate, ratesAmong, type Score } from './decision-rates.ts';
import { groupsOf, identityOf, type LabelledPair } from './labelled-pairs.ts';

/** Error rates within a group of people, as ISO/IEC 19795-10 asks for them. */
export interface GroupRates extends DecisionRates {
  group: string;
  pictures: number;
}

/** Rates over all pairs of pictures within each group that a list names, in the order of first mention. */
export function ratesByGroup(
  pairs: readonly LabelledPair[],
  templates: ReadonlyMap<string, Template>,
  score: Score,
): GroupRates[] {
  const groups = groupsOf(pairs);
  const members = new Map<string, PictureTemplate[]>();
  for (const [picture, template] of templates) {
    const identity = identityOf(picture);
    const group = groups.get(identity);
    if (group === undefined) continue;
    members.set(group, [...(members.get(group) ?? []), { picture, identity, template }]);
  }
  return [...members].map(([group, each]) => ({
    group,
    pictures: each.length,
    ...ratesAmong(each, score),
  }));
}

/** The rates as lines for a terminal. */
export function formatGroups(rates: readonly GroupRates[]): string[] {
  const header = ['Group', 'pictures', ...DECISION_TITLES];
  const rows = rates.map(({ group, pictures, ...each }) => [group, `${pictures}`, ...decisionCells(each)]);
  return textTable([header, ...rows], 'right');
}
