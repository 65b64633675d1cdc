import { basename, dirname, extname } from 'node:path';
import { SetupError } from '../project.mjs';
import type { Random } from './scene.ts';

/** Kinds of pictures that are made, and of videos. */
export const PICTURE_ATTACKS = ['print', 'screen', 'cut-out', 'picture'] as const;
export const VIDEO_ATTACKS = ['still-video', 'moved-video'] as const;

export type Kind = 'live' | (typeof PICTURE_ATTACKS)[number] | (typeof VIDEO_ATTACKS)[number];

/** A medium to be made. */
export interface Plan {
  /** Where it goes, below the output folder. */
  file: string;
  kind: Kind;
  /** What it is made of. */
  picture: string;
  /** Another person's picture, for what is behind it. */
  background: string;
  /** The collection: the name of the folder that holds the people's. */
  source: string;
  /** The name of the picture's folder. */
  person: string;
}

/** How many media of a kind. */
export interface Counts {
  live: number;
  /** Of each kind of picture. */
  each: number;
  /** Of each kind of video. */
  videos: number;
}

/**
 * Chooses pictures: none is used twice, so none is live here and an attack there.
 *
 * @throws {SetupError} if there are too few
 */
export function planAttacks(pictures: readonly string[], counts: Counts, random: Random): Plan[] {
  const kinds: Kind[] = [
    ...new Array<Kind>(counts.live).fill('live'),
    ...PICTURE_ATTACKS.flatMap((kind) => new Array<Kind>(counts.each).fill(kind)),
    ...VIDEO_ATTACKS.flatMap((kind) => new Array<Kind>(counts.videos).fill(kind)),
  ];
  if (kinds.length > pictures.length) {
    throw new SetupError(`There are ${pictures.length} pictures, and ${kinds.length} are asked for.`);
  }
  const chosen = shuffled(pictures, random);
  return kinds.map((kind, index) => {
    const picture = chosen[index] ?? '';
    const person = basename(dirname(picture));
    const others = pictures.filter((other) => basename(dirname(other)) !== person);
    const background = others[Math.floor(random() * others.length)] ?? picture;
    const extension = isVideo(kind)
      ? '.mp4'
      : kind === 'live' || kind === 'picture'
        ? extname(picture)
        : '.jpg';
    const file = `${kind}/${basename(picture, extname(picture))}${extension}`;
    return { file, kind, picture, background, source: basename(dirname(dirname(picture))), person };
  });
}

function isVideo(kind: Kind): boolean {
  return VIDEO_ATTACKS.some((video) => video === kind);
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
