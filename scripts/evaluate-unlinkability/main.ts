// `npm run evaluate:unlinkability -- PAIRS.tsv`: what the keyed transform does to accuracy, and whether templates
// of two galleries can be linked.
import { join } from 'node:path';
import { createKeyedTransform } from '../../src/templates/protection/keyed-transform.ts';
import { cosineSimilarity } from '../../src/templates/similarity.ts';
import { decodeTemplate, encodeTemplate } from '../../src/templates/template-bytes.ts';
import { readCount, readListAndOptions } from '../arguments.ts';
import { compareAll, type Identified, operatingPoint, ratesAt } from '../evaluate/error-rates.ts';
import { identityOf, parsePairs, picturesOf } from '../evaluate/labelled-pairs.ts';
import { measurePictures } from '../evaluate/measure-pictures.ts';
import { readList } from '../measuring/labelled-list.ts';
import { ensureModels } from '../models.mjs';
import { ROOT, runMain } from '../project.mjs';
import { percent } from '../report/percent.ts';
import { describe, largestChange, linkability } from './figures.ts';

const USAGE = `npm run evaluate:unlinkability -- PAIRS.tsv [options]

PAIRS.tsv: the list of npm run evaluate

  --pictures N   takes the first N pictures only`;

const FALSE_MATCH_RATES = [1e-2, 1e-3, 1e-4];

/** Rotates as a gallery does, through the 16-bit numbers of its template bytes. */
async function rotated(
  items: readonly Identified<Float32Array>[],
  secret: Uint8Array,
): Promise<Identified<Float32Array>[]> {
  const transform = await createKeyedTransform(secret, items[0]?.template.length ?? 0);
  return items.map(({ identity, template }) => {
    const bytes = encodeTemplate({
      fingerprint: new Uint8Array(8),
      quality: 0,
      vector: transform.apply(template),
    });
    return { identity, template: decodeTemplate(bytes).vector };
  });
}

async function vectorsOf(list: string, most: number): Promise<Identified<Float32Array>[]> {
  const pictures = picturesOf(parsePairs(await readList(list))).slice(0, most);
  const manifest = join(ROOT, 'models/default.json');
  const { templates } = await measurePictures({ list, pictures }, { manifest });
  return [...templates].map(([picture, { vector }]) => ({ identity: identityOf(picture), template: vector }));
}

async function main(): Promise<void> {
  const { list, pictures } = readListAndOptions(USAGE, { pictures: { type: 'string' } });
  const most = pictures === undefined ? Infinity : readCount('pictures', pictures);
  await ensureModels();
  const plain = await vectorsOf(list, most);
  const secrets = [crypto.getRandomValues(new Uint8Array(32)), crypto.getRandomValues(new Uint8Array(32))];
  const [one, two] = await Promise.all(secrets.map((secret) => rotated(plain, secret)));
  if (!one || !two) throw new Error('not rotated');

  const before = compareAll(plain, cosineSimilarity);
  const after = compareAll(one, cosineSimilarity);
  console.log(
    `\n${plain.length} templates, ${before.genuine.length} genuine and ${before.impostor.length} impostor pairs`,
  );
  console.log('\nwithin a gallery       plain        unlinkable');
  for (const rate of FALSE_MATCH_RATES) {
    const [a, b] = [operatingPoint(rate, before), operatingPoint(rate, after)];
    if (a && b) {
      console.log(`FNMR at FMR ${rate.toExponential(0)}     ${percent(a.fnmr)}       ${percent(b.fnmr)}`);
    }
  }
  console.log(`largest change of a similarity: ${largestChange(plain, one).toExponential(1)}`);

  const across = linkability(one, two);
  console.log('\nacross two galleries   mean     sd      largest');
  console.log(`impostors, plain       ${describe(before.impostor)}`);
  console.log(`same picture           ${describe(across.samePicture)}`);
  console.log(`same person            ${describe(across.samePerson)}`);
  console.log(`different people       ${describe(across.differentPeople)}`);
  console.log(
    `area under the curve, same picture against different people: ${across.area.toFixed(3)} (0.5: no link)`,
  );
  const threshold = operatingPoint(1e-2, before)?.threshold;
  if (threshold !== undefined) {
    const { fnmr } = ratesAt(threshold, { genuine: across.samePicture, impostor: across.differentPeople });
    console.log(`same picture, above the threshold of FMR 1e-2: ${percent(1 - fnmr)}`);
  }
}

await runMain(main);
