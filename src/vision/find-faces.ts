import { type Box, wholeOf } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import { TurnedPicture } from '../media/turned-picture.ts';
import type { ModelClock } from '../runtime/model-session.ts';
import { area, type Detection, intersection, overlap, suppressOverlaps } from './detection.ts';
import type { FaceDetector, IsFace } from './face-models.ts';
import { faceToUpright } from './turned-face.ts';

/** What the search needs of a detector. */
export type Detector = Pick<FaceDetector, 'propose' | 'confirm' | 'detect'>;

/**
 * Sides of overlapping tiles to look through when the whole picture shows nothing, in the picture's, coarse to fine. The
 * detector finds faces from about 5 % of what it is shown, so these reach down to 3, 2 and 1.2 %.
 */
const TILES = [0.6, 0.4, 0.25] as const;

/** Each grid finer than those has tiles of this share of the last one's. */
const FINER = 0.6;

/** Neighbouring tiles have at least a quarter in common: no face of theirs is cut by both. */
const TILE_STEP = 0.75;

/** A tile narrower than this, in pixels, holds no detail that the whole picture did not show. */
const MIN_TILE = 240;

/** Pixels of the narrowest face that can be looked for: tiles that show smaller ones hold no more detail. */
export const MIN_FACE_WIDTH = 16;

/** A face this wide is found in every tile, in long sides of it; in upright pictures less would do for the height. */
const SURE_SHARE = 1 / 15;

/** A box that shares this much of its area with a better one is a part of the same face. */
const MAX_SHARED = 0.6;

/** The intersection over union above which boxes of neighbouring tiles are one face. */
const MAX_OVERLAP = 0.3;

/** Which faces to look for beyond those that a look at the whole picture shows. */
export interface SearchExtent {
  /** Those much smaller, too, if small faces hint at a crowd. */
  every?: boolean | undefined;
  /** All down to this width, in the picture's pixels. */
  smallest?: number | undefined;
}

/** How to search a picture. */
interface SearchOptions extends SearchExtent {
  /** Called between detector runs; throws to stop the search. */
  step: () => void;
  clock: ModelClock;
  /** What else may tell that a doubtful face is one. */
  isFace?: IsFace | undefined;
}

/** A search under way. */
interface Search extends SearchOptions {
  detector: Detector;
  picture: Picture;
}

/** A face narrower than this share of the picture hints at a crowd, with faces too small for one look. */
const CROWD_FACE = 0.08;

/** Faces in the whole picture; if there is none, turned, then at finer and finer scale. */
export async function findFaces(
  detector: Detector,
  picture: Picture,
  options: SearchOptions,
): Promise<Detection[]> {
  const { every, smallest, step, clock } = options;
  const search = { detector, picture, ...options };
  step();
  const found = await confirm(search, await detector.propose(picture, wholeOf(picture), clock));
  const isCrowd = every && found.some(({ box }) => box.width < CROWD_FACE * picture.width);
  const all = isCrowd || smallest !== undefined ? await addSmaller(search, found) : found;
  if (all.length > 0) return all;
  const turned = await findTurned(search);
  if (turned.length > 0 || smallest !== undefined) return turned;
  for (const tiles of grids(picture)) {
    const finer = await confirm(search, await proposeInTiles(search, tiles));
    if (finer.length > 0) return finer;
  }
  return [];
}

function confirm(
  { detector, picture, clock, isFace }: Search,
  proposals: readonly Detection[],
): Promise<Detection[]> {
  return detector.confirm(picture, proposals, clock, isFace);
}

/** Grid after grid, to the size asked for, or as long as the finer one finds faces that the coarser ones did not. */
async function addSmaller(search: Search, found: Detection[]): Promise<Detection[]> {
  let faces = found;
  for (const tiles of grids(search.picture, search.smallest)) {
    const finer = await proposeInTiles(search, tiles);
    const merged = dropParts(suppressOverlaps([...faces, ...finer], MAX_OVERLAP));
    const known = faces;
    const isKnown = ({ box }: Detection) => known.some((face) => overlap(face.box, box) >= MAX_OVERLAP);
    const added = merged.filter((face) => !isKnown(face));
    const confirmed = new Set(await confirm(search, added));
    if (confirmed.size === 0 && search.smallest === undefined) break;
    faces = merged.filter((face) => isKnown(face) || confirmed.has(face));
  }
  return faces;
}

/** Most faces are found whichever way up; a sharp profile or a tilted head may need the turn. */
async function findTurned({ detector, picture, step, clock }: Search): Promise<Detection[]> {
  for (const turns of [1, 3, 2] as const) {
    step();
    const turned = new TurnedPicture(picture, turns);
    const found = await detector.detect(turned, wholeOf(turned), clock);
    if (found.length > 0) return found.map((face) => faceToUpright(face, turned));
  }
  return [];
}

async function proposeInTiles(search: Search, tiles: readonly Box[]): Promise<Detection[]> {
  const { detector, picture, step, clock } = search;
  const detections: Detection[] = [];
  for (const tile of tiles) {
    step();
    detections.push(...(await detector.propose(picture, tile, clock)));
  }
  return dropParts(suppressOverlaps(detections, MAX_OVERLAP));
}

/** A face cut by a tile's edge also appears as a smaller box inside the whole one. */
function dropParts(detections: readonly Detection[]): Detection[] {
  return detections.filter(({ box }) =>
    detections.every(
      (other) =>
        other.box === box ||
        area(other.box) <= area(box) ||
        intersection(other.box, box) < MAX_SHARED * area(box),
    ),
  );
}

/** The grids of tiles that still hold more detail than what was looked at before, to the size asked for. */
function grids(picture: Picture, smallest?: number): Box[][] {
  const longSide = Math.max(picture.width, picture.height);
  const shares = smallest === undefined ? TILES : sharesTo(smallest / longSide);
  return shares.filter((share) => longSide * share >= MIN_TILE).map((share) => tilesOf(picture, share));
}

/** The sides of tiles down to the first that show every face of a size; both in sides of the picture. */
function sharesTo(smallest: number): number[] {
  const shares: number[] = [];
  for (let last = 1; smallest < SURE_SHARE * last; shares.push(last)) {
    last = TILES[shares.length] ?? last * FINER;
  }
  return shares;
}

function tilesOf(picture: Picture, share: number): Box[] {
  const tiles = 1 + Math.ceil((1 - share) / (TILE_STEP * share) - 1e-6);
  const width = picture.width * share;
  const height = picture.height * share;
  const boxes: Box[] = [];
  for (let row = 0; row < tiles; row++) {
    for (let column = 0; column < tiles; column++) {
      const x = (column * (picture.width - width)) / (tiles - 1);
      const y = (row * (picture.height - height)) / (tiles - 1);
      boxes.push({ x, y, width, height });
    }
  }
  return boxes;
}
