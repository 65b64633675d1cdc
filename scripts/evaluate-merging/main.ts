// `npm run evaluate:merging -- PAIRS.tsv`: what several references of a person are worth, merged and otherwise.
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { cohortId } from '../../src/engine/pack-cohort.ts';
import { readCohort } from '../../src/templates/cohort.ts';
import { readListAndOptions } from '../arguments.ts';
import { identityOf, parsePairs, picturesOf } from '../evaluate/labelled-pairs.ts';
import { measurePictures } from '../evaluate/measure-pictures.ts';
import { readList } from '../measuring/labelled-list.ts';
import { ensureModels } from '../models.mjs';
import { ROOT, readJson, runMain, SetupError } from '../project.mjs';
import { textTable } from '../report/text-table.ts';
import { measureWays } from './measure-ways.ts';

const USAGE = `npm run evaluate:merging -- PAIRS.tsv [options]

PAIRS.tsv: the list of npm run evaluate

  --models MANIFEST.json   the model pack to measure (default: models/default.json)`;

/** How many references a person is enrolled with. */
const REFERENCES = [2, 3, 4];

async function main(): Promise<void> {
  const { list, models } = readListAndOptions(USAGE, {
    models: { type: 'string', default: join(ROOT, 'models/default.json') },
  });
  const manifest = resolve(models);
  await ensureModels();
  const { cohort, calibration } = readJson(manifest);
  if (!cohort) throw new SetupError(`${manifest} has no cohort: merged templates are measured with one.`);
  const pictures = picturesOf(parsePairs(await readList(list)));
  const { templates } = await measurePictures({ list, pictures }, { manifest });
  const items = [...templates].map(([picture, template]) => ({ identity: identityOf(picture), template }));
  const bytes = new Uint8Array(await readFile(join(dirname(manifest), cohort.file)));
  const measuredBy = readCohort(bytes, items[0]?.template.vector.length ?? 0, cohortId(cohort));
  for (const count of REFERENCES) {
    const { enrolments, genuine, impostor, rows } = measureWays(
      items,
      count,
      measuredBy,
      calibration.comparison,
    );
    console.log(
      `\n${count} references: ${enrolments} enrolments, ${genuine} genuine and ${impostor} impostor comparisons`,
    );
    for (const line of textTable(rows)) console.log(line);
  }
}

await runMain(main);
