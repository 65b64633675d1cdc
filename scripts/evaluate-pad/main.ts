// `npm run evaluate:pad -- LABELS.tsv…`: error rates of presentation attack detection, and its calibration.
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readFactor, readListsAndOptions } from '../arguments.ts';
import { calibrationCommand, replaceCalibration } from '../evaluate/write-calibration.ts';
import { pathInList, readList } from '../measuring/labelled-list.ts';
import { ensureModels } from '../models.mjs';
import { ROOT, readJson, runMain, SetupError, writeJson } from '../project.mjs';
import { countAttacks, evaluateMedia, type GroupedMedium } from './evaluate-media.ts';
import { parseLabels } from './labelled-media.ts';
import { measureMedia } from './measure-media.ts';
import { padPlot } from './pad-plot.ts';
import { formatReport, type PadEvaluation } from './report.ts';

const USAGE = `npm run evaluate:pad -- LABELS.tsv… [options]

LABELS.tsv: tab-separated, with the header file (or image), label and perhaps kind, source and person; paths relative
to it, of pictures, videos or archives; the label is "live" or names the kind of attack, unless the column kind does.
Lists that are joined by commas are a group: how well live media and attacks are told apart is told of each group.

Media that are refused as unusable (no response, as ISO/IEC 30107-3 calls it) are counted apart, and in no error rate. A
video without motion is always counted so, though the engine declines it if its score alone is above the threshold; with
--frames, a calibration is fitted to its frames like to others.

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
  const manifestPath = resolve(models);
  const manifest = readJson(manifestPath);
  await ensureModels();

  const { runtime, measurements } = await measureMedia(files, manifestPath, {
    ...(antispoofing !== undefined && { antispoofing: antispoofing.split(',') }),
    ...(crop !== undefined && { crop: readFactor('crop', crop) }),
  });
  const fitted = fit || write || manifest.calibration?.spoofing === undefined;
  const { evaluation, scores, toFit } = evaluateMedia(media, measurements, {
    byFrame: frames,
    notFitted: left.split(',').filter(Boolean),
    calibration: fitted ? undefined : manifest.calibration.spoofing,
  });
  const pack = `${manifest.name} ${manifest.version}`;
  const report: PadEvaluation = {
    lists: groups.flatMap((group) => group.split(',')),
    pack: antispoofing === undefined ? pack : `${pack}, ${antispoofing}`,
    runtime,
    ...evaluation,
  };
  console.log(`\n${formatReport(report)}`);

  if (json !== undefined) await writeJson(json, { ...report, scores });
  if (plot !== undefined) await writeFile(plot, padPlot(report, scores));
  if (write) {
    const options = [...(frames ? ['--frames'] : []), ...(left ? [`--not-fitted ${left}`] : [])];
    const command = calibrationCommand('evaluate:pad', groups, manifestPath, options);
    const sample = {
      live: toFit.filter(({ attack }) => attack === undefined).length,
      attacks: countAttacks(toFit),
      people: new Set(toFit.map(({ person }) => person)).size,
      sources: new Set(toFit.map(({ source }) => source)).size,
    };
    const { slope, intercept } = evaluation.calibration;
    await replaceCalibration(manifestPath, 'spoofing', { slope, intercept, sample, command });
  }
}

await runMain(main);
