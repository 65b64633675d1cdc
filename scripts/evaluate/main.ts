// `npm run evaluate -- PAIRS.tsv`: accuracy, error rates and speed of the real engine over labelled pairs.
import { writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { ErrorRateTable } from '../../src/demo/error-rates/error-rate-table.ts';
import { cosineSimilarity } from '../../src/templates/similarity.ts';
import { readListAndOptions } from '../arguments.ts';
import { readList } from '../measuring/labelled-list.ts';
import { ensureModels } from '../models.mjs';
import { ROOT, readJson, runMain, SetupError, writeJson } from '../project.mjs';
import { calibrate, type MeasuredCalibration } from './calibration.ts';
import { detPlot } from './det-plot.ts';
import { countErrors, errorRateFile } from './error-rate-table.ts';
import type { Similarities } from './error-rates.ts';
import { evaluateSet } from './evaluate-set.ts';
import { parsePairs, picturesOf } from './labelled-pairs.ts';
import { measurePictures } from './measure-pictures.ts';
import { type Evaluation, formatReport } from './report.ts';
import { calibrationCommand, writeCalibration, writeWhole } from './write-calibration.ts';

const USAGE = `npm run evaluate -- PAIRS.tsv [options]

PAIRS.tsv: tab-separated, with the header image_a, image_b, same; picture paths relative to it; the person
meant is the face nearest the centre; folder names are identities.

  --det FILE.svg           writes the detection error trade-off as a plot
  --json FILE.json         writes everything that is printed
  --calibration FILE.json  writes the comparison calibration
  --write                  puts the comparison calibration into the pack's manifest, and the errors over the
                           score into a table beside it, e.g. models/default-error-rates.json
  --turned                 turns the pictures by one, two and three quarter turns, in turns
  --models MANIFEST.json   the model pack to measure (default: models/default.json)`;

const OPTIONS = {
  det: { type: 'string' },
  json: { type: 'string' },
  calibration: { type: 'string' },
  write: { type: 'boolean', default: false },
  turned: { type: 'boolean', default: false },
  models: { type: 'string', default: join(ROOT, 'models/default.json') },
} as const;

function errorRateTable(
  { knots, sample, pack, command }: MeasuredCalibration,
  similarities: Similarities,
  list: string,
): ErrorRateTable {
  return {
    pack,
    command,
    list: relative(ROOT, resolve(list)),
    sample,
    columns: ['score', 'similarity', 'false matches', 'false non-matches'],
    rows: countErrors(similarities, { knots }),
  };
}

async function main(): Promise<void> {
  const { list, det, json, calibration, write, turned, models } = readListAndOptions(USAGE, OPTIONS);
  if (turned && (write || calibration))
    throw new SetupError('A calibration is made of pictures as they are.');
  const pairs = parsePairs(await readList(list));
  const manifest = resolve(models);
  const { name, version } = readJson(manifest);
  const pack = `${name} ${version}`;
  await ensureModels();

  const measured = await measurePictures({ list, pictures: picturesOf(pairs) }, { manifest, turned });
  if (measured.vectors.size === 0) {
    const [first] = measured.pictures.failed;
    throw new SetupError(`No picture gave a template${first ? ` (${first.picture}: ${first.reason})` : ''}.`);
  }
  const { similarities, ...figures } = evaluateSet(pairs, measured.vectors, cosineSimilarity);
  const { vectors, ...facts } = measured;
  const evaluation: Evaluation = { list, pack, ...facts, ...figures };
  console.log(`\n${formatReport(evaluation)}`);

  if (json !== undefined) await writeJson(json, evaluation);
  if (det !== undefined) {
    const marks = evaluation.allAgainstAll.rates.flatMap(({ point }) => point ?? []);
    await writeFile(det, detPlot(`Model pack ${pack} on ${vectors.size} pictures`, similarities, marks));
  }
  if (calibration !== undefined || write) {
    const comparison: MeasuredCalibration = {
      ...calibrate(similarities),
      sample: {
        pictures: vectors.size,
        identities: measured.pictures.identities,
        genuinePairs: similarities.genuine.length,
        impostorPairs: similarities.impostor.length,
      },
      pack,
      command: calibrationCommand('evaluate', list, manifest),
    };
    if (calibration !== undefined) await writeJson(calibration, comparison);
    if (write) {
      await writeCalibration(manifest, comparison);
      await writeWhole(errorRateFile(manifest), errorRateTable(comparison, similarities, list));
    }
  }
}

await runMain(main);
