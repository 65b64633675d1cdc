// `npm run evaluate:grouping -- PAIRS.tsv`: how well faces are sorted by person, and how fast.
import { join, resolve } from 'node:path';
import { type GroupedFace, groupFaces } from '../../src/templates/grouping/group-faces.ts';
import { leastSimilarity, scoreOf } from '../../src/templates/score.ts';
import { readCount, readListAndOptions } from '../arguments.ts';
import { identityOf, parsePairs, picturesOf } from '../evaluate/labelled-pairs.ts';
import { measurePictures } from '../evaluate/measure-pictures.ts';
import { readList } from '../measuring/labelled-list.ts';
import { ensureModels } from '../models.mjs';
import { ROOT, readJson, runMain } from '../project.mjs';
import { percent } from '../report/percent.ts';
import { crowd } from './crowd.ts';
import { groupByLinkage, LINKAGES } from './linkages.ts';
import { pairRates } from './pair-rates.ts';

const USAGE = `npm run evaluate:grouping -- PAIRS.tsv [options]

PAIRS.tsv: the list of npm run evaluate

  --faces N                how many made-up faces are grouped for the time (default: 10000)
  --models MANIFEST.json   the model pack to measure (default: models/default.json)`;

const THRESHOLDS = [0.675, 0.75, 0.8, 0.85, 0.86, 0.87];

async function main(): Promise<void> {
  const {
    list,
    faces: count,
    models,
  } = readListAndOptions(USAGE, {
    faces: { type: 'string', default: '10000' },
    models: { type: 'string', default: join(ROOT, 'models/default.json') },
  });
  const manifest = resolve(models);
  await ensureModels();
  const pictures = picturesOf(parsePairs(await readList(list)));
  const { templates } = await measurePictures({ list, pictures }, { manifest });
  const people = [...templates.keys()].map(identityOf);
  const faces: GroupedFace[] = [...templates.values()].map(({ vector, commonness }) => ({
    vector,
    commonness: commonness?.value ?? 0,
  }));
  const { comparison } = readJson(manifest).calibration;

  console.log(`\n${faces.length} faces of ${new Set(people).size} people`);
  console.log('linkage    threshold   precision   recall     groups');
  for (const linkage of LINKAGES) {
    for (const threshold of THRESHOLDS) {
      const least = leastSimilarity(threshold, (similarity) => scoreOf(similarity, comparison));
      const groups = await groupByLinkage(faces, least, linkage);
      const { precision, recall } = pairRates(groups, people);
      const rates = `${percent(precision).padEnd(11)} ${percent(recall).padEnd(10)} ${groups.length}`;
      console.log(`${linkage.padEnd(10)} ${String(threshold).padEnd(11)} ${rates}`);
    }
  }

  const many = crowd(readCount('faces', count), faces[0]?.vector.length ?? 512);
  const start = performance.now();
  const groups = await groupFaces(many, 0.4, {});
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`\n${many.length} made-up faces in ${groups.length} groups: ${seconds} s`);
}

await runMain(main);
