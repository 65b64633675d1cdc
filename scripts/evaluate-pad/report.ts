import type { SpoofingCalibration } from '../../src/runtime/model-manifest.ts';
import { namedLines } from '../report/named-lines.ts';
import { percent } from '../report/percent.ts';
import { textTable } from '../report/text-table.ts';
import type { CrossValidation, PadFigures } from './evaluate-scores.ts';

/** Everything an evaluation of presentation attack detection found. */
export interface PadEvaluation {
  list: string;
  pack: string;
  runtime: string;
  media: {
    live: number;
    attacks: Record<string, number>;
    people: number;
    /** Media that gave no score: they count neither as right nor as wrong. */
    withoutResponse: { medium: string; reason: string }[];
    failed: { medium: string; reason: string }[];
  };
  /** Median milliseconds of a call. */
  medianMs: number;
  /** Which calibration the figures are of. */
  calibration: SpoofingCalibration & { source: 'the manifest' | 'fitted to this list' };
  figures: PadFigures;
  crossValidation?: CrossValidation;
}

/** The evaluation as plain text for a terminal. */
export function formatReport(evaluation: PadEvaluation): string {
  const { media, calibration, figures, crossValidation } = evaluation;
  const kinds = Object.keys(figures.atDefault.apcer);
  const { atDefault, eer } = figures;
  return [
    `List            ${evaluation.list}`,
    `Model pack      ${evaluation.pack}`,
    `Runtime         ${evaluation.runtime}`,
    `Bona fide       ${media.live}, of ${media.people} people altogether`,
    ...Object.entries(media.attacks).map(([kind, count]) => `Attacks         ${count} ${kind}`),
    `No response     ${media.withoutResponse.length}`,
    `Failed          ${media.failed.length}`,
    `Median a medium ${evaluation.medianMs.toFixed(0)} ms`,
    `Calibration     slope ${calibration.slope.toFixed(4)}, intercept ${calibration.intercept.toFixed(4)} (${calibration.source})`,
    '',
    `At the default threshold ${atDefault.threshold} (95 % intervals):`,
    ...kinds.map(
      (kind) =>
        `  APCER ${kind}: ${percent(atDefault.apcer[kind] ?? 0)} ${interval(atDefault.apcerInterval[kind])}`,
    ),
    `  BPCER: ${percent(atDefault.bpcer)} ${interval(atDefault.bpcerInterval)}`,
    `EER ${percent(eer.rate)} at threshold ${eer.threshold.toFixed(3)}`,
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

function withReason({ medium, reason }: { medium: string; reason: string }): string {
  return `${medium}: ${reason}`;
}

function interval(bounds: [number, number] | undefined): string {
  return bounds ? `(${percent(bounds[0])} to ${percent(bounds[1])})` : '';
}
