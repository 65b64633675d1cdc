import sharp, { type Sharp } from 'sharp';
import type { Box, FacePoints } from '../../../src/media/geometry.ts';
import { randomNumbers } from '../random-numbers.ts';

/** A face in the picture as it was taken. */
export interface PlacedFace {
  box: Box;
  points: FacePoints;
}

/** A way to make the picture of a face worse, or only other. */
export interface Degradation {
  kind: string;
  /** How strong it is, in words and figures; lengths in widths of the face. */
  severity: string;
  apply(picture: TakenPicture): Sharp | Promise<Sharp>;
}

/** A picture to be made worse. */
interface TakenPicture {
  picture: Sharp;
  width: number;
  height: number;
  face: PlacedFace;
}

type Apply = Degradation['apply'];

/**
 * What is done to pictures: each kind at two severities, but for those that know no more or less. A face of 92 pixels, as
 * in Labeled Faces in the Wild, is blurred with a sigma of 4 and of 6 pixels.
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
  ...kind('rotation', { '20°': rotation(20), '45°': rotation(45) }),
  ...kind('mirrored', { '': ({ picture }) => picture.flop() }),
  ...kind('grey', { '': ({ picture }) => picture.grayscale() }),
  ...kind('tight crop', { 'the face': crop(1), '0.85 of it': crop(0.85) }),
];

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

function kind(name: string, severities: Record<string, Apply>): Degradation[] {
  return Object.entries(severities).map(([severity, apply]) => ({ kind: name, severity, apply }));
}

function blur(sigma: number): Apply {
  return ({ picture, face }) => picture.blur(Math.max(0.3, sigma * face.box.width));
}

/** Along the rows, as a camera that pans. */
function motionBlur(length: number): Apply {
  return ({ picture, face }) => {
    const width = 1 + 2 * Math.max(1, Math.round((length * face.box.width) / 2));
    const kernel = [0, 1, 0].flatMap((weight) => new Array<number>(width).fill(weight));
    return picture.convolve({ width, height: 3, kernel });
  };
}

/** As if the face had been so many pixels wide, and was enlarged. */
function lowResolution(faceWidth: number): Apply {
  return async ({ picture, width, height, face }) => {
    const share = Math.min(1, faceWidth / face.box.width);
    const small = picture.resize(Math.max(8, Math.round(width * share)));
    return sharp(await small.png().toBuffer()).resize(width, height, { fit: 'fill' });
  };
}

/** A cloth over the face, from so far between the nose's tip and the mouth downwards. */
function cover(from: number): Apply {
  return ({ picture, width, height, face }) => {
    const [, , nose, left, right] = face.points;
    const { box } = face;
    const top = nose.y + from * ((left.y + right.y) / 2 - nose.y);
    const bottom = box.y + 1.1 * box.height;
    const cloth = `<rect x="${box.x - 0.05 * box.width}" y="${top}" width="${1.1 * box.width}" height="${bottom - top}" rx="${0.1 * box.width}" fill="#8fb8d8"/>`;
    return picture.composite([{ input: drawing(width, height, cloth) }]);
  };
}

function glasses(opacity: number): Apply {
  return ({ picture, width, height, face }) => {
    const [left, right] = face.points;
    const apart = Math.hypot(right.x - left.x, right.y - left.y);
    const lenses = [left, right].map(
      ({ x, y }) => `<ellipse cx="${x}" cy="${y}" rx="${0.42 * apart}" ry="${0.32 * apart}"/>`,
    );
    const bridge = `<line x1="${left.x}" y1="${left.y}" x2="${right.x}" y2="${right.y}" stroke="#111" stroke-width="${0.06 * apart}"/>`;
    const worn = `<g fill="#111" opacity="${opacity}">${lenses.join('')}${bridge}</g>`;
    return picture.composite([{ input: drawing(width, height, worn) }]);
  };
}

/** The picture ends so much of the face's height above the face's end. */
function cut(share: number): Apply {
  return ({ picture, width, height, face: { box } }) =>
    picture.extract({
      left: 0,
      top: 0,
      width,
      height: Math.min(height, Math.max(8, Math.round(box.y + (1 - share) * box.height))),
    });
}

function jpeg(quality: number): Apply {
  return async ({ picture }) => sharp(await picture.jpeg({ quality }).toBuffer());
}

function exposure(gain: number): Apply {
  return ({ picture }) => picture.linear(gain, 0);
}

/** Gaussian, of the same grain in each picture of a size. */
function noise(sigma: number): Apply {
  return async ({ picture }) => {
    const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
    const random = randomNumbers(info.width * info.height);
    for (const [at, value] of data.entries()) {
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      data[at] = Math.min(255, Math.max(0, Math.round(value + sigma * normal)));
    }
    return sharp(data, { raw: info });
  };
}

function rotation(degrees: number): Apply {
  return ({ picture }) => picture.rotate(degrees);
}

/** The face's box, or a part of it about its center. */
function crop(share: number): Apply {
  return ({ picture, width, height, face: { box } }) => {
    const left = Math.max(0, Math.round(box.x + ((1 - share) * box.width) / 2));
    const top = Math.max(0, Math.round(box.y + ((1 - share) * box.height) / 2));
    return picture.extract({
      left,
      top,
      width: Math.min(width - left, Math.round(share * box.width)),
      height: Math.min(height - top, Math.round(share * box.height)),
    });
  };
}

function drawing(width: number, height: number, content: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`,
  );
}
