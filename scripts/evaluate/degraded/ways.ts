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

export type Apply = Degradation['apply'];

export function blur(sigma: number): Apply {
  return ({ picture, face }) => picture.blur(Math.max(0.3, sigma * face.box.width));
}

/** Along the rows, as a camera that pans. */
export function motionBlur(length: number): Apply {
  return ({ picture, face }) => {
    const width = 1 + 2 * Math.max(1, Math.round((length * face.box.width) / 2));
    const kernel = [0, 1, 0].flatMap((weight) => new Array<number>(width).fill(weight));
    return picture.convolve({ width, height: 3, kernel });
  };
}

/** Along the columns, as a person who nods. */
export function verticalBlur(length: number): Apply {
  return ({ picture, face }) => {
    const height = 1 + 2 * Math.max(1, Math.round((length * face.box.width) / 2));
    const kernel = new Array<number[]>(height).fill([0, 1, 0]).flat();
    return picture.convolve({ width: 3, height, kernel });
  };
}

/** As if the face had been so many pixels wide, and was enlarged. */
export function lowResolution(faceWidth: number): Apply {
  return async ({ picture, width, height, face }) => {
    const share = Math.min(1, faceWidth / face.box.width);
    const small = picture.resize(Math.max(8, Math.round(width * share)));
    return sharp(await small.png().toBuffer()).resize(width, height, { fit: 'fill' });
  };
}

/** Squares instead of pixels, so many across the face. */
export function pixelated(cells: number): Apply {
  return async ({ picture, width, height, face }) => {
    const share = Math.min(1, cells / face.box.width);
    const small = picture.resize(Math.max(8, Math.round(width * share)));
    return sharp(await small.png().toBuffer()).resize(width, height, { fit: 'fill', kernel: 'nearest' });
  };
}

/** A cloth over the face, from so far between the nose's tip and the mouth downwards. */
export function cover(from: number, color = '#8fb8d8'): Apply {
  return ({ picture, width, height, face }) => {
    const [, , nose, left, right] = face.points;
    const { box } = face;
    const top = nose.y + from * ((left.y + right.y) / 2 - nose.y);
    const bottom = box.y + 1.1 * box.height;
    const cloth = `<rect x="${box.x - 0.05 * box.width}" y="${top}" width="${1.1 * box.width}" height="${bottom - top}" rx="${0.1 * box.width}" fill="${color}"/>`;
    return picture.composite([{ input: drawing(width, height, cloth) }]);
  };
}

/** A hand or a sheet over a part of the face's box: its left, top, right and bottom as shares of the box. */
export function coverPart([left, top, right, bottom]: readonly number[], color: string): Apply {
  return ({ picture, width, height, face: { box } }) => {
    const [x, y] = [box.x + (left ?? 0) * box.width, box.y + (top ?? 0) * box.height];
    const [w, h] = [((right ?? 1) - (left ?? 0)) * box.width, ((bottom ?? 1) - (top ?? 0)) * box.height];
    const part = `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${color}"/>`;
    return picture.composite([{ input: drawing(width, height, part) }]);
  };
}

export function glasses(opacity: number): Apply {
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
export function cut(share: number): Apply {
  return ({ picture, width, height, face: { box } }) =>
    picture.extract({
      left: 0,
      top: 0,
      width,
      height: Math.min(height, Math.max(8, Math.round(box.y + (1 - share) * box.height))),
    });
}

/** The picture begins so much of the face's width right of the face's left end. */
export function cutLeft(share: number): Apply {
  return ({ picture, width, height, face: { box } }) => {
    const left = Math.min(width - 8, Math.max(0, Math.round(box.x + share * box.width)));
    return picture.extract({ left, top: 0, width: width - left, height });
  };
}

/** The picture begins so much of the face's height below the face's top. */
export function cutTop(share: number): Apply {
  return ({ picture, width, height, face: { box } }) => {
    const top = Math.min(height - 8, Math.max(0, Math.round(box.y + share * box.height)));
    return picture.extract({ left: 0, top, width, height: height - top });
  };
}

export function jpeg(quality: number): Apply {
  return async ({ picture }) => sharp(await picture.jpeg({ quality }).toBuffer());
}

export function exposure(gain: number): Apply {
  return ({ picture }) => picture.linear(gain, 0);
}

/** Fog or a smeared lens: less contrast, about a bright grey. */
export function haze(contrast: number): Apply {
  return ({ picture }) => picture.linear(contrast, 170 * (1 - contrast));
}

/** One half of the face in the dark, as by a window. */
export function sidelight(darkness: number): Apply {
  return ({ picture, width, height, face: { box } }) => {
    const middle = box.x + box.width / 2;
    const dark = `<rect x="0" y="0" width="${middle}" height="${height}" fill="#000" opacity="${darkness}"/>`;
    return picture.composite([{ input: drawing(width, height, dark) }]);
  };
}

/** Gaussian, of the same grain in each picture of a size. */
export function noise(sigma: number): Apply {
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

export function rotation(degrees: number): Apply {
  return ({ picture }) => picture.rotate(degrees);
}

/** The face's box, or a part of it about its center. */
export function crop(share: number): Apply {
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
