// `npm run evaluate:pad -- LABELS.tsv`: error rates of presentation attack detection, and its calibration.
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { median } from '../../src/common/median.ts';
import { readListAndOptions } from '../arguments.ts';
import { calibrationCommand, replaceCalibration } from '../evaluate/write-calibration.ts';
import { pathInList, readList } from '../measuring/labelled-list.ts';
import { ensureModels } from '../models.mjs';
import { ROOT, readJson, runMain, SetupError, writeJson } from '../project.mjs';
import { calibrate, crossValidate, figuresOf, type LabelledScore } from './evaluate-scores.ts';
import { type LabelledMedium, LIVE, parseLabels } from './labelled-media.ts';
import { measureMedia } from './measure-media.ts';
import { padPlot } from './pad-plot.ts';
import type { PadMeasurement } from './page/page.ts';
import { formatReport, type PadEvaluation } from './report.ts';

const USAGE = `npm run evaluate:pad -- LABELS.tsv [options]

LABELS.tsv: tab-separated, with the header image, label and perhaps person; paths relative to it, of pictures,
videos or archives; the label is "live" or names the kind of attack.

  --fit                    judges by a calibration fitted to this list instead of the manifest's
  --write                  fits, and puts the calibration into the pack's manifest
  --plot FILE.svg          writes the distributions of the scores as a plot
  --json FILE.json         writes everything that is printed
  --models MANIFEST.json   the model pack to measure (default: models/default.json)`;

const OPTIONS = {
  fit: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  plot: { type: 'string' },
  json: { type: 'string' },
  models: { type: 'string', default: join(ROOT, 'models/default.json') },
} as const;

/** Those that gave a score, with the model's own log-odds: the pages measure uncalibrated. */
function scoresOf(
  media: readonly LabelledMedium[],
  measurements: readonly PadMeasurement[],
): LabelledScore[] {
  return media.flatMap(({ medium, label, person }, index) => {
    const measured = measurements[index];
    if (measured?.outcome !== 'scored') return [];
    const logOdds = Math.log(measured.confidence / (1 - measured.confidence));
    return [{ medium, person, attack: label === LIVE ? undefined : label, logOdds }];
  });
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

function countAttacks(scores: readonly LabelledScore[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { attack } of scores) if (attack !== undefined) counts[attack] = (counts[attack] ?? 0) + 1;
  return counts;
}

async function main(): Promise<void> {
  const { list, plot, json, write, models, fit } = readListAndOptions(USAGE, OPTIONS);
  const media = parseLabels(await readList(list));
  const manifestPath = resolve(models);
  const manifest = readJson(manifestPath);
  await ensureModels();

  const files = media.map(({ medium }) => pathInList(list, medium));
  const { runtime, measurements } = await measureMedia(files, manifestPath);
  const scores = scoresOf(media, measurements);
  if (scores.length === 0) throw new SetupError('No medium gave a score.');
  const fitted = fit || write || manifest.calibration?.spoofing === undefined;
  const calibration = fitted ? calibrate(scores) : manifest.calibration.spoofing;
  const crossValidation = crossValidate(scores);
  const evaluation: PadEvaluation = {
    list,
    pack: `${manifest.name} ${manifest.version}`,
    runtime,
    media: {
      live: scores.filter(({ attack }) => attack === undefined).length,
      attacks: countAttacks(scores),
      people: new Set(scores.map(({ person }) => person)).size,
      withoutResponse: without('no response', media, measurements),
      failed: without('failed', media, measurements),
    },
    medianMs: median(
      measurements.flatMap((measured) => (measured.outcome === 'scored' ? measured.milliseconds : [])),
    ),
    calibration: {
      slope: calibration.slope,
      intercept: calibration.intercept,
      source: fitted ? 'fitted to this list' : 'the manifest',
    },
    figures: figuresOf(scores, calibration),
    ...(crossValidation && { crossValidation }),
  };
  console.log(`\n${formatReport(evaluation)}`);

  if (json !== undefined) await writeJson(json, { ...evaluation, scores });
  if (plot !== undefined) await writeFile(plot, padPlot(evaluation, scores));
  if (write) {
    const command = calibrationCommand('evaluate:pad', list, manifestPath);
    const sample = {
      live: evaluation.media.live,
      attacks: evaluation.media.attacks,
      people: evaluation.media.people,
    };
    await replaceCalibration(manifestPath, 'spoofing', { ...calibration, sample, command });
  }
}

await runMain(main);
