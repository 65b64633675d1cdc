// `npm run evaluate -- PAIRS.tsv`: accuracy, error rates and speed of the real engine over labelled pairs.
import { writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { ErrorRateTable } from '../../src/demo/error-rates/error-rate-table.ts';
import { normalisedSimilarity } from '../../src/templates/commonness.ts';
import { scoreOf } from '../../src/templates/score.ts';
import { cosineSimilarity } from '../../src/templates/similarity.ts';
import type { Template } from '../../src/templates/template-bytes.ts';
import { readCount, readListAndOptions } from '../arguments.ts';
import { readList } from '../measuring/labelled-list.ts';
import { ensureModels } from '../models.mjs';
import { ROOT, readJson, runMain, SetupError, writeJson } from '../project.mjs';
import { calibrate, type MeasuredCalibration } from './calibration.ts';
import { listCommonness, listDigest } from './cohort/list-commonness.ts';
import { commonnessGate } from './commonness-gate.ts';
import type { Score } from './decision-rates.ts';
import { degradationsOf } from './degraded/degradations.ts';
import { evaluateDegraded } from './degraded/evaluate-degraded.ts';
import { formatDegraded } from './degraded/report-degraded.ts';
import { samplePictures } from './degraded/sample-pictures.ts';
import { detPlot } from './det-plot.ts';
import { countErrors, errorRateFile } from './error-rate-table.ts';
import type { Similarities } from './error-rates.ts';
import { evaluateSet } from './evaluate-set.ts';
import { evaluateFaceless, formatFaceless } from './faceless/evaluate-faceless.ts';
import { evaluateGeometry } from './geometry/evaluate-geometry.ts';
import { ratesByGroup } from './group-rates.ts';
import { parsePairs, picturesOf } from './labelled-pairs.ts';
import { measurePictures } from './measure-pictures.ts';
import { type Evaluation, formatReport } from './report.ts';
import { calibrationCommand, writeCalibration, writeCohort, writeWhole } from './write-calibration.ts';

const USAGE = `npm run evaluate -- PAIRS.tsv [options]

PAIRS.tsv: tab-separated, with the header image_a, image_b, same; picture paths relative to it; the person
meant is the face nearest the centre; folder names are identities. A fourth column, group, gives the error rates
within each group of people.

  --det FILE.svg           writes the detection error trade-off as a plot
  --json FILE.json         writes everything that is printed
  --calibration FILE.json  writes the comparison calibration
  --write                  makes the pack's cohort of the list's pictures, e.g. models/default-cohort.bin, puts it and
                           the comparison calibration into the pack's manifest, and the errors over the score into
                           a table beside it, e.g. models/default-error-rates.json
  --turned                 turns the pictures by one, two and three quarter turns, in turns
  --degraded               measures pictures made worse instead: blurred, covered, cut, too dark and so on
  --faceless FOLDER        measures pictures without a face instead: those in the folder, textures, and parts of the
                           list's pictures beside the face
  --geometry               tells errors by how far heads are turned, too, how well that is estimated, and the shape of
                           the detector's boxes
  --only KINDS             of --degraded, only these kinds, e.g. blur,cover
  --pictures N             how many pictures --degraded takes (default: 200), or how many parts --faceless
                           cuts out (default: 5000)
  --models MANIFEST.json   the model pack to measure (default: models/default.json)`;

const OPTIONS = {
  det: { type: 'string' },
  json: { type: 'string' },
  calibration: { type: 'string' },
  write: { type: 'boolean', default: false },
  turned: { type: 'boolean', default: false },
  degraded: { type: 'boolean', default: false },
  faceless: { type: 'string' },
  geometry: { type: 'boolean', default: false },
  only: { type: 'string' },
  pictures: { type: 'string' },
  models: { type: 'string', default: join(ROOT, 'models/default.json') },
} as const;

/** Parts that --faceless cuts out of each picture of a person. */
const PARTS_A_PERSON = 16;

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

/** As the engine compares them. */
function similarityOf(a: Template, b: Template): number {
  const similarity = cosineSimilarity(a.vector, b.vector);
  return normalisedSimilarity(similarity, a.commonness?.value ?? 0, b.commonness?.value ?? 0);
}

/** What is measured of the list's pictures. */
function pictureSample(
  all: string[],
  { degraded, faceless, most }: { degraded: boolean; faceless: string | undefined; most: number },
): string[] {
  if (faceless !== undefined) return samplePictures(all, Math.ceil(most / PARTS_A_PERSON));
  return degraded ? samplePictures(all, most) : all;
}

/** The score by the calibration that a pack has. */
function scoreBy(manifest: string): Score {
  const { name, calibration } = readJson(manifest);
  return (a, b) => {
    if (calibration?.comparison) return scoreOf(similarityOf(a, b), calibration.comparison);
    throw new SetupError(`The pack ${name} has no scores yet: --write calibrates it.`);
  };
}

async function main(): Promise<void> {
  const options = readListAndOptions(USAGE, OPTIONS);
  const { list, det, json, calibration, write, turned, degraded, faceless, geometry, models } = options;
  if ((turned || degraded || faceless) && (write || calibration))
    throw new SetupError('A calibration is made of pictures as they are.');
  const pairs = parsePairs(await readList(list));
  const manifest = resolve(models);
  const { name, version } = readJson(manifest);
  const pack = `${name} ${version}`;
  await ensureModels();

  const most = readCount('pictures', options.pictures ?? (faceless === undefined ? '200' : '5000'));
  const all = picturesOf(pairs);
  const pictures = pictureSample(all, { degraded, faceless, most });
  const measured = await measurePictures({ list, pictures }, { manifest, turned });
  if (measured.templates.size === 0) {
    const [first] = measured.pictures.failed;
    throw new SetupError(`No picture gave a template${first ? ` (${first.picture}: ${first.reason})` : ''}.`);
  }
  if (degraded) {
    const commonness = await listCommonness({
      list,
      manifest,
      pictures: all,
      measured: undefined,
      makes: false,
    });
    const kinds = degradationsOf(options.only);
    const rows = await evaluateDegraded(list, manifest, measured, scoreBy(manifest), commonness, kinds);
    console.log(`\n${formatDegraded(measured.soleFaces.size, rows)}`);
    if (json !== undefined) await writeJson(json, { list, pack, runtime: measured.runtime, degraded: rows });
    return;
  }
  if (faceless !== undefined) {
    const rows = await evaluateFaceless(list, manifest, measured, { folder: resolve(faceless), most });
    console.log(`\n${formatFaceless(rows)}`);
    if (json !== undefined) await writeJson(json, { list, pack, runtime: measured.runtime, faceless: rows });
    return;
  }
  const { templates: made, soleFaces: _, poses: __, ...facts } = measured;
  const asTaken = turned ? undefined : measured;
  const commonness = await listCommonness({ list, manifest, pictures: all, measured: asTaken, makes: write });
  const templates = new Map(
    [...made].map(([picture, template]) => [picture, commonness?.of(picture, template) ?? template]),
  );
  const { similarities, ...figures } = evaluateSet(pairs, templates, similarityOf);
  const groups = ratesByGroup(pairs, templates, scoreBy(manifest));
  const gate = commonness && commonnessGate(templates.values());
  const evaluation: Evaluation = {
    list,
    pack,
    ...facts,
    ...figures,
    ...(gate && { commonness: { ...gate.clean, by: commonness.how } }),
    ...(groups.length > 0 && { groups }),
    ...(geometry && {
      geometry: await evaluateGeometry(list, manifest, measured, templates, scoreBy(manifest)),
    }),
  };
  console.log(`\n${formatReport(evaluation)}`);

  if (json !== undefined) await writeJson(json, evaluation);
  if (det !== undefined) {
    const marks = evaluation.allAgainstAll.rates.flatMap(({ point }) => point ?? []);
    await writeFile(det, detPlot(`Model pack ${pack} on ${templates.size} pictures`, similarities, marks));
  }
  if (calibration !== undefined || write) {
    const comparison: MeasuredCalibration = {
      ...calibrate(similarities),
      sample: {
        pictures: templates.size,
        identities: measured.pictures.identities,
        genuinePairs: similarities.genuine.length,
        impostorPairs: similarities.impostor.length,
      },
      pack,
      command: calibrationCommand('evaluate', [list], manifest),
    };
    if (calibration !== undefined) await writeJson(calibration, comparison);
    if (write) {
      if (commonness?.cohort && gate) {
        await writeCohort(manifest, commonness.cohort, { ...gate, list: await listDigest(list) });
      }
      await writeCalibration(manifest, comparison);
      await writeWhole(errorRateFile(manifest), errorRateTable(comparison, similarities, list));
    }
  }
}

await runMain(main);
