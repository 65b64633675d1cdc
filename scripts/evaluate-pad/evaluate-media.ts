import { median } from '../../src/common/median.ts';
import type { SpoofingCalibration } from '../../src/runtime/model-manifest.ts';
import { SetupError } from '../project.mjs';
import {
  calibrate,
  crossValidate,
  figuresOf,
  judge,
  type LabelledScore,
  separationOf,
} from './evaluate-scores.ts';
import type { LabelledMedium } from './labelled-media.ts';
import { judgeLeftOut, leaveSourcesOut } from './leave-sources-out.ts';
import { nonResponseRates } from './non-response.ts';
import type { PadMeasurement } from './page/page.ts';
import type { PadEvaluation } from './report.ts';
import { separationOfGroup } from './separation.ts';

/** A medium with the group of lists that it comes from. */
export type GroupedMedium = LabelledMedium & { group: string };

type GroupedScore = GroupedMedium & LabelledScore;

/** How media are evaluated. */
export interface EvaluationOptions {
  /** Counts the frames of videos and archives that are looked at, not the media. */
  byFrame: boolean;
  /** Kinds of attack that are no part of the fit. */
  notFitted: readonly string[];
  /** Undefined to fit one to the media. */
  calibration: SpoofingCalibration | undefined;
}

/** What came of an evaluation. */
export interface EvaluatedMedia {
  /** All but what the report is headed by. */
  evaluation: Omit<PadEvaluation, 'lists' | 'pack' | 'runtime'>;
  /** Of what was judged. */
  scores: GroupedScore[];
  /** Of what a calibration is fitted to. */
  toFit: GroupedScore[];
}

/** Evaluates what came of media. @throws {SetupError} if none gave a score */
export function evaluateMedia(
  media: readonly GroupedMedium[],
  measurements: readonly PadMeasurement[],
  { byFrame, notFitted, calibration: given }: EvaluationOptions,
): EvaluatedMedia {
  const scores = scoresOf(media, measurements, byFrame);
  if (scores.length === 0) throw new SetupError('No medium gave a score.');
  const isFitted = ({ attack }: LabelledScore) => attack === undefined || !notFitted.includes(attack);
  const unmoved = byFrame ? scoresOfUnmoved(media, measurements) : [];
  const all = [...scores, ...unmoved];
  const toFit = all.filter(isFitted);
  const { slope, intercept } = given ?? calibrate(toFit);
  const calibration = { slope, intercept };
  const judgedAndFitted = scores.filter(isFitted);
  const crossValidation = crossValidate(judgedAndFitted);
  const isJudged = new Set(scores);
  const evaluation: EvaluatedMedia['evaluation'] = {
    media: {
      live: scores.filter(({ attack }) => attack === undefined).length,
      attacks: countAttacks(scores),
      people: new Set(scores.map(({ person }) => person)).size,
      notFitted: [...notFitted],
      withoutResponse: without('no response', media, measurements),
      failed: without('failed', media, measurements),
    },
    medianMs: median(
      measurements.flatMap((measured) => (measured.outcome === 'scored' ? measured.milliseconds : [])),
    ),
    calibration: { ...calibration, source: given ? 'the manifest' : 'fitted to these media' },
    figures: { ...figuresOf(scores, calibration), ...separationOf(judgedAndFitted, calibration) },
    ...(crossValidation && { crossValidation }),
    leftOut: leaveSourcesOut(all, isFitted, (score) => isJudged.has(score)),
    nonResponse: nonResponseRates(media, measurements),
    groups: [...new Set(media.map(({ group }) => group))].flatMap((group) => {
      const isIn = (score: GroupedScore) => score.group === group && isJudged.has(score);
      const leftOut = judgeLeftOut(all, isFitted, isIn);
      return separationOfGroup(group, judge(scores.filter(isIn), calibration), leftOut) ?? [];
    }),
  };
  return { evaluation, scores, toFit };
}

/** Those that gave a score, with the model's own log-odds: the pages measure uncalibrated. */
function scoresOf(
  media: readonly GroupedMedium[],
  measurements: readonly PadMeasurement[],
  byFrame: boolean,
): GroupedScore[] {
  return media.flatMap((labelled, index) => {
    const measured = measurements[index];
    if (measured?.outcome !== 'scored') return [];
    const chances = byFrame && measured.frames.length > 0 ? measured.frames : [measured.confidence];
    return chances.map((chance) => scoreOf(labelled, chance));
  });
}

/** The frames of videos that are refused for want of motion: their faces can be judged, so a calibration is fitted to them. */
function scoresOfUnmoved(
  media: readonly GroupedMedium[],
  measurements: readonly PadMeasurement[],
): GroupedScore[] {
  return media.flatMap((labelled, index) => {
    const measured = measurements[index];
    const isUnmoved = measured?.outcome === 'no response' && measured.reason === 'no-motion';
    return isUnmoved ? measured.frames.map((chance) => scoreOf(labelled, chance)) : [];
  });
}

function scoreOf(labelled: GroupedMedium, chance: number): GroupedScore {
  return { ...labelled, logOdds: Math.log(chance / (1 - chance)) };
}

function without(
  outcome: 'no response' | 'failed',
  media: readonly LabelledMedium[],
  measurements: readonly PadMeasurement[],
) {
  return media.flatMap(({ medium }, index) => {
    const measured = measurements[index];
    return measured?.outcome === outcome ? [{ medium, reason: measured.reason }] : [];
  });
}

/** How many there are of each kind of attack. */
export function countAttacks(scores: readonly LabelledScore[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { attack } of scores) if (attack !== undefined) counts[attack] = (counts[attack] ?? 0) + 1;
  return counts;
}
