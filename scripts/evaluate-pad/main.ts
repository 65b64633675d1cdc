// `npm run evaluate:pad -- LABELS.tsv…`: error rates of presentation attack detection, and its calibration.
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { median } from '../../src/common/median.ts';
import { readFactor, readListsAndOptions } from '../arguments.ts';
import { calibrationCommand, replaceCalibration } from '../evaluate/write-calibration.ts';
import { pathInList, readList } from '../measuring/labelled-list.ts';
import { ensureModels } from '../models.mjs';
import { ROOT, readJson, runMain, SetupError, writeJson } from '../project.mjs';
import {
  calibrate,
  crossValidate,
  figuresOf,
  judge,
  type LabelledScore,
  separationOf,
} from './evaluate-scores.ts';
import { type LabelledMedium, parseLabels } from './labelled-media.ts';
import { judgeLeftOut, leaveSourcesOut } from './leave-sources-out.ts';
import { measureMedia } from './measure-media.ts';
import { nonResponseRates } from './non-response.ts';
import { padPlot } from './pad-plot.ts';
import type { PadMeasurement } from './page/page.ts';
import { formatReport, type PadEvaluation } from './report.ts';
import { separationOfGroup } from './separation.ts';

const USAGE = `npm run evaluate:pad -- LABELS.tsv… [options]

LABELS.tsv: tab-separated, with the header file (or image), label and perhaps kind, source and person; paths relative
to it, of pictures, videos or archives; the label is "live" or names the kind of attack, unless the column kind does.
Lists that are joined by commas are a group: how well live media and attacks are told apart is told of each group.

Media that are refused as unusable (no response, as ISO/IEC 30107-3 calls it) are counted apart, and in no error rate. A
video without motion is always counted so, though the engine declines it if its score alone is above the threshold.

  --fit                    judges by a calibration fitted to these media instead of the manifest's
  --write                  fits, and puts the calibration into the pack's manifest
  --frames                 counts the frames of videos and archives that are looked at, not the media
  --not-fitted KIND,KIND   kinds of attack that are measured, and no part of the fit
  --plot FILE.svg          writes the distributions of the scores as a plot
  --json FILE.json         writes everything that is printed
  --models MANIFEST.json   the model pack to measure (default: models/default.json)
  --antispoofing NAME,NAME judges by the mean of these of the pack's models alone
  --crop TIMES             pictures are cropped to so many times their face first; videos stay as they are`;

const OPTIONS = {
  fit: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  frames: { type: 'boolean', default: false },
  'not-fitted': { type: 'string', default: '' },
  plot: { type: 'string' },
  json: { type: 'string' },
  models: { type: 'string', default: join(ROOT, 'models/default.json') },
  antispoofing: { type: 'string' },
  crop: { type: 'string' },
} as const;

/** Those that gave a score, with the model's own log-odds: the pages measure uncalibrated. */
function scoresOf<Medium extends LabelledMedium>(
  media: readonly Medium[],
  measurements: readonly PadMeasurement[],
  byFrame: boolean,
): (Medium & LabelledScore)[] {
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

/** A medium with the group of lists that it comes from. */
type GroupedMedium = LabelledMedium & { group: string };

/** The media of all lists, with their paths. */
async function readLists(groups: readonly string[]): Promise<{ media: GroupedMedium[]; files: string[] }> {
  const media: GroupedMedium[] = [];
  const files: string[] = [];
  for (const group of groups) {
    for (const list of group.split(',')) {
      for (const labelled of parseLabels(await readList(list), list)) {
        media.push({ ...labelled, group });
        files.push(pathInList(list, labelled.medium));
      }
    }
  }
  return { media, files };
}

async function main(): Promise<void> {
  const {
    lists: groups,
    plot,
    json,
    write,
    models,
    fit,
    frames,
    'not-fitted': left,
    antispoofing,
    crop,
  } = readListsAndOptions(USAGE, OPTIONS);
  if (write && (antispoofing !== undefined || crop !== undefined)) {
    throw new SetupError('--write is for the pack as it is, and pictures as they are.');
  }
  const { media, files } = await readLists(groups);
  const lists = groups.flatMap((group) => group.split(','));
  const manifestPath = resolve(models);
  const manifest = readJson(manifestPath);
  await ensureModels();

  const { runtime, measurements } = await measureMedia(files, manifestPath, {
    ...(antispoofing !== undefined && { antispoofing: antispoofing.split(',') }),
    ...(crop !== undefined && { crop: readFactor('crop', crop) }),
  });
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
    pack: [
      `${manifest.name} ${manifest.version}`,
      ...(antispoofing === undefined ? [] : [antispoofing]),
    ].join(', '),
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
    nonResponse: nonResponseRates(media, measurements),
    groups: groups.flatMap((group) => {
      const isIn = (score: GroupedMedium) => score.group === group;
      const leftOut = judgeLeftOut(scores, isFitted, isIn);
      return separationOfGroup(group, judge(scores.filter(isIn), calibration), leftOut) ?? [];
    }),
  };
  console.log(`\n${formatReport(evaluation)}`);

  if (json !== undefined) await writeJson(json, { ...evaluation, scores });
  if (plot !== undefined) await writeFile(plot, padPlot(evaluation, scores));
  if (write) {
    const options = [...(frames ? ['--frames'] : []), ...(left ? [`--not-fitted ${left}`] : [])];
    const command = calibrationCommand('evaluate:pad', groups, manifestPath, options);
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
