import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Pixels } from '../../../src/media/picture.ts';
import { pathInList } from '../../measuring/labelled-list.ts';
import type { ServedFile } from '../../measuring/serve-page.ts';
import { namedLines } from '../../report/named-lines.ts';
import { percent } from '../../report/percent.ts';
import { textTable } from '../../report/text-table.ts';
import { extractPictures } from '../extraction/extract-pictures.ts';
import { randomNumbers } from '../random-numbers.ts';
import type { Measured } from '../summarise-measurements.ts';
import { backgroundParts, cutOut } from './background.ts';
import { TEXTURES, texture } from './textures.ts';

/** Textures of each kind. */
const TEXTURES_A_KIND = 60;

/** Parts of each picture of the folder of pictures without a face. */
const PARTS_A_PICTURE = 100;

/** A picture in which there is no face. */
interface FacelessPicture {
  kind: string;
  name: string;
  file: ServedFile;
}

/** What came of faceless pictures of a kind. */
export interface FacelessRates {
  kind: string;
  pictures: number;
  /** Which of them were taken for a face. */
  taken: string[];
  /** How many were refused for having several faces. */
  several: number;
}

/**
 * Has templates made of pictures without a face: the pictures of a folder and parts of them, textures, and parts of the
 * background of pictures of people.
 *
 * @param folder Holds pictures without a face, and nothing else.
 * @param most How many parts of backgrounds.
 */
export async function evaluateFaceless(
  list: string,
  manifest: string,
  { soleFaces }: Pick<Measured, 'soleFaces'>,
  { folder, most }: { folder: string; most: number },
): Promise<FacelessRates[]> {
  const pictures = [
    ...(await picturesIn(folder)),
    ...TEXTURES.flatMap((kind) => texturesOf(kind)),
    ...(await backgrounds(list, soleFaces, most)),
  ];
  const extractions = await extractPictures(
    pictures.map(({ file }) => file),
    'pictures without a face',
    manifest,
  );
  const rates = new Map<string, FacelessRates>();
  pictures.forEach(({ kind, name }, index) => {
    const rate = rates.get(kind) ?? { kind, pictures: 0, taken: [], several: 0 };
    rates.set(kind, rate);
    rate.pictures++;
    const extraction = extractions[index];
    if (extraction?.outcome === 'template') rate.taken.push(name);
    else if (extraction?.code === 'BPE-003003') rate.several++;
  });
  return [...rates.values()];
}

/** The rates as plain text for a terminal. */
export function formatFaceless(rates: readonly FacelessRates[]): string {
  const rows = rates.map(({ kind, pictures, taken, several }) => [
    kind,
    `${pictures}`,
    `${taken.length}`,
    percent(taken.length / pictures),
    `${several}`,
  ]);
  const header = ['Without a face', 'pictures', 'taken for a face', '', 'for several'];
  return [
    ...textTable([header, ...rows], 'right'),
    ...namedLines(
      'Taken for a face:',
      rates.flatMap(({ taken }) => taken),
    ),
  ].join('\n');
}

async function picturesIn(folder: string): Promise<FacelessPicture[]> {
  const random = randomNumbers(1);
  const names = (await readdir(folder)).sort();
  const each = await Promise.all(
    names.map(async (name): Promise<FacelessPicture[]> => {
      const bytes = await readFile(join(folder, name));
      const size = await sharp(bytes).metadata();
      const parts = backgroundParts(size, undefined, PARTS_A_PICTURE, random);
      return [
        { kind: 'whole pictures', name, file: join(folder, name) },
        ...parts.map((part) => ({
          kind: 'parts of them',
          name: `${name} ${JSON.stringify(part)}`,
          file: () => cutOut(bytes, part),
        })),
      ];
    }),
  );
  return each.flat();
}

function texturesOf(kind: string): FacelessPicture[] {
  return Array.from({ length: TEXTURES_A_KIND }, (_, number) => ({
    kind: `textures: ${kind}`,
    name: `${kind} ${number}`,
    file: () => encoded(texture(kind, number)),
  }));
}

async function encoded({ data, width, height }: Pixels): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await sharp(data, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer(),
  );
}

async function backgrounds(
  list: string,
  soleFaces: Measured['soleFaces'],
  most: number,
): Promise<FacelessPicture[]> {
  const random = randomNumbers(2);
  const found: FacelessPicture[] = [];
  for (const [picture, { box }] of soleFaces) {
    const path = pathInList(list, picture);
    const parts = backgroundParts(
      await sharp(path).metadata(),
      box,
      Math.ceil(most / soleFaces.size),
      random,
    );
    for (const part of parts) {
      found.push({
        kind: 'backgrounds of people',
        name: `${picture} ${JSON.stringify(part)}`,
        file: async () => cutOut(await readFile(path), part),
      });
    }
  }
  return found.slice(0, most);
}
