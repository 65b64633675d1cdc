import type { SpoofingCalibration } from '../../src/runtime/model-manifest.ts';
import { interval } from '../report/interval.ts';
import { namedLines } from '../report/named-lines.ts';
import { percent } from '../report/percent.ts';
import { textTable } from '../report/text-table.ts';
import { MIN_SAMPLES } from './error-rates.ts';
import type { CrossValidation, PadFigures, SourceRates } from './evaluate-scores.ts';
import type { LeftOutSource } from './leave-sources-out.ts';
import type { NonResponseRates } from './non-response.ts';
import { nonResponseLines, separationLines } from './report-tables.ts';
import type { GroupSeparation } from './separation.ts';

/** Everything an evaluation of presentation attack detection found. */
export interface PadEvaluation {
  lists: string[];
  pack: string;
  runtime: string;
  media: {
    live: number;
    attacks: Record<string, number>;
    people: number;
    /** Kinds of attack that are measured, and no part of the fit. */
    notFitted: string[];
    /** Media that gave no score: they count neither as right nor as wrong. */
    withoutResponse: { medium: string; reason: string }[];
    failed: { medium: string; reason: string }[];
  };
  /** Median milliseconds of a call. */
  medianMs: number;
  /** Which calibration the figures are of. */
  calibration: SpoofingCalibration & { source: 'the manifest' | 'fitted to these media' };
  figures: PadFigures;
  crossValidation?: CrossValidation;
  /** Of each source when it is left out of the fit. */
  leftOut: LeftOutSource[];
  nonResponse: NonResponseRates;
  /** How well live media and attacks are told apart, of each group of lists. */
  groups: GroupSeparation[];
}

/** The evaluation as plain text for a terminal. */
export function formatReport(evaluation: PadEvaluation): string {
  const { media, calibration, figures, crossValidation } = evaluation;
  const kinds = Object.keys(figures.atDefault.apcer);
  const { atDefault, eer } = figures;
  return [
    ...evaluation.lists.map((list) => `List            ${list}`),
    `Model pack      ${evaluation.pack}`,
    `Runtime         ${evaluation.runtime}`,
    `Bona fide       ${media.live}, of ${media.people} people altogether`,
    ...Object.entries(media.attacks).map(([kind, count]) => {
      const note = media.notFitted.includes(kind) ? ', not fitted to' : '';
      return `Attacks         ${count} ${kind}${note}`;
    }),
    `No response     ${media.withoutResponse.length}`,
    `Failed          ${media.failed.length}`,
    `Median a medium ${evaluation.medianMs.toFixed(0)} ms`,
    `Calibration     slope ${calibration.slope.toFixed(4)}, intercept ${calibration.intercept.toFixed(4)} (${calibration.source})`,
    '',
    `At the default threshold ${atDefault.threshold} (Wilson's 95 % intervals; of fewer than ${MIN_SAMPLES} samples no rate):`,
    ...textTable(
      Object.entries(media.attacks).map(([kind, count]) => [
        `  APCER ${kind}`,
        ...rateCells(count, atDefault.apcer[kind], atDefault.apcerInterval[kind]),
      ]),
    ),
    ...textTable([
      ['  BPCER', ...rateCells(media.live, atDefault.bpcer, atDefault.bpcerInterval)],
      ...atDefault.bySource.map(sourceCells),
    ]),
    `Area under the curve ${figures.areaUnderCurve.toFixed(3)}, every kind of attack that is fitted to weighing the same`,
    eer
      ? `EER ${percent(eer.rate)} at threshold ${eer.threshold.toFixed(3)}, of the worst of these kinds`
      : 'EER: too few samples',
    '',
    ...textTable([
      ['Threshold', ...kinds.map((kind) => `APCER ${kind}`), 'BPCER'],
      ...figures.table.map(({ threshold, apcer, bpcer }) => [
        threshold.toFixed(1),
        ...kinds.map((kind) => percent(apcer[kind] ?? 0)),
        percent(bpcer),
      ]),
    ]),
    '',
    ...crossValidationLines(crossValidation),
    ...leftOutLines(evaluation.leftOut),
    ...separationLines(evaluation.groups),
    ...nonResponseLines(evaluation.nonResponse),
    ...namedLines('No response:', media.withoutResponse.map(withReason)),
    ...namedLines('Failed:', media.failed.map(withReason)),
  ].join('\n');
}

function crossValidationLines(crossValidation: CrossValidation | undefined): string[] {
  if (!crossValidation) return ['Cross-validation: too few people'];
  const { people, rates, boundary, wrong } = crossValidation;
  const apcer = Object.entries(rates.apcer).map(([kind, rate]) => `APCER ${kind} ${percent(rate)}`);
  return [
    `Cross-validation, each of ${people} people scored by a calibration fitted on the others:`,
    `  ${[...apcer, `BPCER ${percent(rates.bpcer)}`].join(', ')}`,
    `  0.5 stands at raw log-odds of ${boundary.lowest.toFixed(2)} to ${boundary.highest.toFixed(2)}`,
    ...(wrong.length > 0 ? [`  people with an error: ${wrong.join(', ')}`] : []),
  ];
}

function leftOutLines(leftOut: readonly LeftOutSource[]): string[] {
  if (leftOut.length === 0) return ['Leave-one-source-out: too few sources'];
  const rate = (value: number | undefined) => (value === undefined ? '–' : percent(value, 1));
  return [
    '',
    'Each source scored by a calibration fitted on the others:',
    ...textTable([
      ['  Source', 'live', 'BPCER', 'attacks', 'APCER', '0.5 at'],
      ...leftOut.map(({ source, live, bpcer, attacks, apcer, boundary }) => [
        `  ${source}`,
        `${live}`,
        rate(bpcer),
        `${attacks}`,
        rate(apcer),
        boundary.toFixed(2),
      ]),
    ]),
  ];
}

function rateCells(count: number, rate: number | undefined, bounds: [number, number] | undefined): string[] {
  return [`of ${count}`, ...(rate === undefined ? ['no rate'] : [percent(rate, 1), interval(bounds)])];
}

function sourceCells({ source, live, bpcer }: SourceRates): string[] {
  return [`  BPCER ${source}`, ...rateCells(live, bpcer?.rate, bpcer?.interval)];
}

function withReason({ medium, reason }: { medium: string; reason: string }): string {
  return `${medium}: ${reason}`;
}
