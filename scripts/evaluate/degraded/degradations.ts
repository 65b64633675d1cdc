import sharp from 'sharp';
import { SetupError } from '../../project.mjs';
import {
  type Apply,
  blur,
  cover,
  crop,
  cut,
  type Degradation,
  exposure,
  glasses,
  haze,
  jpeg,
  lowResolution,
  motionBlur,
  noise,
  type PlacedFace,
  pixelated,
  rotation,
  sidelight,
} from './ways.ts';

/**
 * What is done to pictures: each kind at two severities, but for those that know no more or less. A face of 92 pixels, as
 * in Labeled Faces in the Wild, is blurred with a sigma of 4 and of 6 pixels. Hazy and sidelit pictures are of kinds
 * that no cohort knows (cohort/cohort-kinds.ts).
 */
export const DEGRADATIONS: readonly Degradation[] = [
  ...kind('blur', { 'sigma 0.043': blur(0.043), 'sigma 0.065': blur(0.065) }),
  ...kind('motion blur', { 'length 0.15': motionBlur(0.15), 'length 0.3': motionBlur(0.3) }),
  ...kind('low resolution', { 'face 24 px': lowResolution(24), 'face 16 px': lowResolution(16) }),
  ...kind('cover', { 'mouth and chin': cover(0.6), 'from the nose down': cover(0) }),
  ...kind('dark glasses', { 'tinted 0.8': glasses(0.8), opaque: glasses(1) }),
  ...kind('cut', { 'chin, 0.3': cut(0.3), 'mouth, 0.42': cut(0.42) }),
  ...kind('JPEG', { 'quality 10': jpeg(10), 'quality 4': jpeg(4) }),
  ...kind('over-exposure', { 'gain 2': exposure(2), 'gain 3': exposure(3) }),
  ...kind('under-exposure', { 'gain 0.2': exposure(0.2), 'gain 0.08': exposure(0.08) }),
  ...kind('noise', { 'sigma 30': noise(30), 'sigma 60': noise(60) }),
  ...kind('pixelated', { '16 cells': pixelated(16), '10 cells': pixelated(10) }),
  ...kind('haze', { 'contrast 0.3': haze(0.3), 'contrast 0.12': haze(0.12) }),
  ...kind('sidelight', { 'darkness 0.7': sidelight(0.7), 'darkness 0.95': sidelight(0.95) }),
  ...kind('rotation', { '20°': rotation(20), '45°': rotation(45) }),
  ...kind('mirrored', { '': ({ picture }) => picture.flop() }),
  ...kind('grey', { '': ({ picture }) => picture.grayscale() }),
  ...kind('tight crop', { 'the face': crop(1), '0.85 of it': crop(0.85) }),
];

/**
 * The degradations of some kinds, in the order of the table.
 *
 * @param kinds Their names, parted by commas; undefined for all.
 * @throws {SetupError} if there is no such kind
 */
export function degradationsOf(kinds: string | undefined): readonly Degradation[] {
  if (kinds === undefined) return DEGRADATIONS;
  const names = kinds.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !DEGRADATIONS.some(({ kind }) => kind === name));
  if (unknown !== undefined) {
    const known = [...new Set(DEGRADATIONS.map(({ kind }) => kind))].join(', ');
    throw new SetupError(`Pictures can't be made worse by "${unknown}", only by ${known}.`);
  }
  return DEGRADATIONS.filter(({ kind }) => names.includes(kind));
}

/** A picture's bytes made worse, as PNG. */
export async function degrade(
  bytes: Uint8Array,
  face: PlacedFace,
  { apply }: Degradation,
): Promise<Uint8Array<ArrayBuffer>> {
  const { data, info } = await sharp(bytes, { autoOrient: true })
    .removeAlpha()
    .toColorspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const picture = sharp(data, { raw: info });
  const degraded = await apply({ picture, width, height, face });
  return new Uint8Array(await degraded.png({ compressionLevel: 1 }).toBuffer());
}

/** Severities of a kind by what they are called. */
export function kind(name: string, severities: Record<string, Apply>): Degradation[] {
  return Object.entries(severities).map(([severity, apply]) => ({ kind: name, severity, apply }));
}
