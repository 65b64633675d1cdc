import type { Orientation } from './exif-orientation.ts';
import { MirroredPicture } from './mirrored-picture.ts';
import type { Picture } from './picture.ts';
import { type QuarterTurns, TurnedPicture } from './turned-picture.ts';

/** What each orientation asks for: the picture is mirrored first, then turned clockwise. */
const STEPS: Record<Orientation, { isMirrored: boolean; turns: 0 | QuarterTurns }> = {
  1: { isMirrored: false, turns: 0 },
  2: { isMirrored: true, turns: 0 },
  3: { isMirrored: false, turns: 2 },
  4: { isMirrored: true, turns: 2 },
  5: { isMirrored: true, turns: 3 },
  6: { isMirrored: false, turns: 1 },
  7: { isMirrored: true, turns: 1 },
  8: { isMirrored: false, turns: 3 },
};

/** A picture as stored, seen upright. */
export function orientedPicture(stored: Picture, orientation: Orientation): Picture {
  const { isMirrored, turns } = STEPS[orientation];
  const picture = isMirrored ? new MirroredPicture(stored) : stored;
  return turns === 0 ? picture : new TurnedPicture(picture, turns);
}

/** The orientation that mirrors first and turns clockwise then. */
export function orientationOf(isMirrored: boolean, turns: number): Orientation {
  const [orientation] = Object.entries(STEPS).find(
    ([, steps]) => steps.isMirrored === isMirrored && steps.turns === turns % 4,
  ) ?? ['1'];
  return Number(orientation) as Orientation;
}
