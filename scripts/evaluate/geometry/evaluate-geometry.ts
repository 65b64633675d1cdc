import { join } from 'node:path';
import type { Template } from '../../../src/templates/template-bytes.ts';
import { pathInList } from '../../measuring/labelled-list.ts';
import { measureFiles } from '../../measuring/measure-files.ts';
import type { Score } from '../decision-rates.ts';
import { type Measured, quantile } from '../summarise-measurements.ts';
import type { ModelYaw } from './page/page.ts';
import { type PoseAgreement, poseAgreement } from './pose-agreement.ts';
import { formatTurns, ratesByTurn, type TurnRates } from './turn-rates.ts';

/** What the turn of heads, by their five points, and the shape of the detector's boxes say. */
export interface GeometryEvaluation {
  /** Absent if the pack has no pose model. */
  agreement?: PoseAgreement;
  rates: TurnRates[];
  /** Height of the boxes over their width: what so many of the pictures are below. */
  aspect: { '0.1 %': number; '1 %': number; '50 %': number };
}

/** Enough to keep the workers of an engine busy. */
const PICTURES_AT_ONCE = 8;

/** Asks the pack's pose model of every picture with one face, and counts errors by how far heads are turned. */
export async function evaluateGeometry(
  list: string,
  manifest: string,
  { poses, soleFaces }: Pick<Measured, 'poses' | 'soleFaces'>,
  templates: ReadonlyMap<string, Template>,
  score: Score,
): Promise<GeometryEvaluation> {
  const pictures = [...soleFaces.keys()];
  const { measurements } = await measureFiles<ModelYaw>({
    files: pictures.map((picture) => pathInList(list, picture)),
    kind: 'poses',
    manifest,
    folder: join(import.meta.dirname, 'page'),
    atOnce: PICTURES_AT_ONCE,
  });
  const yaws = new Map([...poses].map(([picture, { yaw }]) => [picture, yaw]));
  const both = pictures.flatMap((picture, index) => {
    const [byPoints, byModel] = [yaws.get(picture), measurements[index]];
    return byPoints === undefined || typeof byModel !== 'number' ? [] : [[byPoints, byModel] as const];
  });
  const aspects = [...soleFaces.values()].map(({ box }) => box.height / box.width);
  return {
    ...(both.length > 0 && { agreement: poseAgreement(both) }),
    rates: ratesByTurn(templates, yaws, score),
    aspect: {
      '0.1 %': quantile(aspects, 0.001),
      '1 %': quantile(aspects, 0.01),
      '50 %': quantile(aspects, 0.5),
    },
  };
}

/** The evaluation as lines for a terminal. */
export function formatGeometry({ agreement, rates, aspect }: GeometryEvaluation): string[] {
  const told = agreement
    ? `Yaw by five points and by the pose model, ${agreement.pictures} pictures: correlation ${agreement.correlation.toFixed(2)}, mean difference ${agreement.difference.toFixed(1)}°`
    : 'The pack has no pose model.';
  const below = Object.entries(aspect).map(([share, value]) => `${share} below ${value.toFixed(2)}`);
  return [told, `Height of the box over its width: ${below.join(', ')}`, '', ...formatTurns(rates)];
}
