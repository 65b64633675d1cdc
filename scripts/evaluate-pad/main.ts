// `npm run evaluate:pad -- LABELS.tsv…`: error rates of presentation attack detection, and its calibration.
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { median } from '../../src/common/median.ts';
import { readListsAndOptions } from '../arguments.ts';
import { calibrationCommand, replaceCalibration } from '../evaluate/write-calibration.ts';
import { pathInList, readList } from '../measuring/labelled-list.ts';
import { ensureModels } from '../models.mjs';
import { ROOT, readJson, runMain, SetupError, writeJson } from '../project.mjs';
import {
  calibrate,
  crossValidate,
  figuresOf,
  type LabelledScore,
  leaveSourcesOut,
  separationOf,
} from './evaluate-scores.ts';
import { type LabelledMedium, parseLabels } from './labelled-media.ts';
import { measureMedia } from './measure-media.ts';
import { padPlot } from './pad-plot.ts';
import type { PadMeasurement } from './page/page.ts';
import { formatReport, type PadEvaluation } from './report.ts';

const USAGE = `npm run evaluate:pad -- LABELS.tsv… [options]

LABELS.tsv: tab-separated, with the header file (or image), label and perhaps kind, source and person; paths relative
to it, of pictures, videos or archives; the label is "live" or names the kind of attack, unless the column kind does.

  --fit                    judges by a calibration fitted to these media instead of the manifest's
  --write                  fits, and puts the calibration into the pack's manifest
  --frames                 counts the frames of videos and archives that are looked at, not the media
  --not-fitted KIND,KIND   kinds of attack that are measured, and no part of the fit
  --plot FILE.svg          writes the distributions of the scores as a plot
  --json FILE.json         writes everything that is printed
  --models MANIFEST.json   the model pack to measure (default: models/default.json)`;

const OPTIONS = {
  fit: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  frames: { type: 'boolean', default: false },
  'not-fitted': { type: 'string', default: '' },
  plot: { type: 'string' },
  json: { type: 'string' },
  models: { type: 'string', default: join(ROOT, 'models/default.json') },
} as const;

/** Those that gave a score, with the model's own log-odds: the pages measure uncalibrated. */
function scoresOf(
  media: readonly LabelledMedium[],
  measurements: readonly PadMeasurement[],
  byFrame: boolean,
): LabelledScore[] {
  return media.flatMap((labelled, index) => {
    const measured = measurements[index];
    if (measured?.outcome !== 'scored') return [];
    const chances = byFrame && measured.frames.length > 0 ? measured.frames : [measured.confidence];
    return chances.map((chance) => ({ ...labelled, logOdds: Math.log(chance / (1 - chance)) }));
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

/** The media of all lists, with their paths. */
async function readLists(lists: readonly string[]): Promise<{ media: LabelledMedium[]; files: string[] }> {
  const media: LabelledMedium[] = [];
  const files: string[] = [];
  for (const list of lists) {
    for (const labelled of parseLabels(await readList(list), list)) {
      media.push(labelled);
      files.push(pathInList(list, labelled.medium));
    }
  }
  return { media, files };
}

async function main(): Promise<void> {
  const {
    lists,
    plot,
    json,
    write,
    models,
    fit,
    frames,
    'not-fitted': left,
  } = readListsAndOptions(USAGE, OPTIONS);
  const { media, files } = await readLists(lists);
  const manifestPath = resolve(models);
  const manifest = readJson(manifestPath);
  await ensureModels();

  const { runtime, measurements } = await measureMedia(files, manifestPath);
  const scores = scoresOf(media, measurements, frames);
  if (scores.length === 0) throw new SetupError('No medium gave a score.');
  const notFitted = left.split(',').filter(Boolean);
  const isFitted = ({ attack }: LabelledScore) => attack === undefined || !notFitted.includes(attack);
  const toFit = scores.filter(isFitted);
  const fitted = fit || write || manifest.calibration?.spoofing === undefined;
  const calibration = fitted ? calibrate(toFit) : manifest.calibration.spoofing;
  const crossValidation = crossValidate(toFit);
  const evaluation: PadEvaluation = {
    lists,
    pack: `${manifest.name} ${manifest.version}`,
    runtime,
    media: {
      live: scores.filter(({ attack }) => attack === undefined).length,
      attacks: countAttacks(scores),
      people: new Set(scores.map(({ person }) => person)).size,
      notFitted,
      withoutResponse: without('no response', media, measurements),
      failed: without('failed', media, measurements),
    },
    medianMs: median(
      measurements.flatMap((measured) => (measured.outcome === 'scored' ? measured.milliseconds : [])),
    ),
    calibration: {
      slope: calibration.slope,
      intercept: calibration.intercept,
      source: fitted ? 'fitted to these media' : 'the manifest',
    },
    figures: { ...figuresOf(scores, calibration), ...separationOf(toFit, calibration) },
    ...(crossValidation && { crossValidation }),
    leftOut: leaveSourcesOut(scores, isFitted),
  };
  console.log(`\n${formatReport(evaluation)}`);

  if (json !== undefined) await writeJson(json, { ...evaluation, scores });
  if (plot !== undefined) await writeFile(plot, padPlot(evaluation, scores));
  if (write) {
    const options = [...(frames ? ['--frames'] : []), ...(left ? [`--not-fitted ${left}`] : [])];
    const command = calibrationCommand('evaluate:pad', lists, manifestPath, options);
    const sample = {
      live: evaluation.media.live,
      attacks: countAttacks(toFit),
      people: new Set(toFit.map(({ person }) => person)).size,
      sources: new Set(toFit.map(({ source }) => source)).size,
    };
    await replaceCalibration(manifestPath, 'spoofing', { ...calibration, sample, command });
  }
}

await runMain(main);
