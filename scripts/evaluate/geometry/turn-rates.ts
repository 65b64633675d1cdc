import type { Template } from '../../../src/templates/template-bytes.ts';
import { textTable } from '../../report/text-table.ts';
import { DECISION_TITLES, decisionCells } from '../decision-columns.ts';
import { type DecisionRates, type PictureTemplate, ratesByClass, type Score } from '../decision-rates.ts';
import { identityOf } from '../labelled-pairs.ts';

/** Error rates of pairs whose more turned face is turned so far. */
export interface TurnRates extends DecisionRates {
  /** Degrees to either side, from and up to. */
  turned: readonly [from: number, to: number];
  /** Pictures of faces turned so far. */
  pictures: number;
}

/** Degrees to either side. */
const BOUNDS = [0, 15, 25, 35, 45, 90] as const;

/**
 * Rates over all pairs of pictures by how far the more turned of the two faces is turned.
 *
 * @param yaws Degrees, by picture; pictures without one are left out.
 */
export function ratesByTurn(
  templates: ReadonlyMap<string, Template>,
  yaws: ReadonlyMap<string, number>,
  score: Score,
): TurnRates[] {
  const turned = [...templates].flatMap(([picture, template]) => {
    const yaw = yaws.get(picture);
    if (yaw === undefined) return [];
    return [{ picture, identity: identityOf(picture), template, band: bandOf(yaw) }];
  });
  const rates = ratesByClass<number, PictureTemplate & { band: number }>(
    turned,
    (a, b) => Math.max(a.band, b.band),
    score,
  );
  return [...rates]
    .sort(([a], [b]) => a - b)
    .map(([band, each]) => ({
      turned: [BOUNDS[band] ?? 0, BOUNDS[band + 1] ?? 90],
      pictures: turned.filter((picture) => picture.band === band).length,
      ...each,
    }));
}

/** The rates as lines for a terminal. */
export function formatTurns(rates: readonly TurnRates[]): string[] {
  const header = ['Turned by', 'pictures', ...DECISION_TITLES];
  const rows = rates.map(({ turned: [from, to], pictures, ...each }) => [
    `${from} to ${to}°`,
    `${pictures}`,
    ...decisionCells(each),
  ]);
  return textTable([header, ...rows], 'right');
}

function bandOf(yaw: number): number {
  return Math.max(
    0,
    BOUNDS.findLastIndex((bound) => Math.abs(yaw) >= bound && bound < 90),
  );
}
