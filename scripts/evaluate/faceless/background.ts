import sharp from 'sharp';
import type { Box } from '../../../src/media/geometry.ts';
import { intersection } from '../../../src/vision/detection.ts';
import { growBox } from '../../../src/vision/grow-box.ts';

/** How far around a face its picture counts as the person: hair, neck and ears, in sides of the box. */
const PERSON = 1.5;

/** Sides of a part in sides of the picture's shorter side. */
const SMALLEST = 0.15;
const LARGEST = 0.5;

/** A place for a part may be missing: most pictures of faces have little else. */
const MAX_TRIES = 1000;

/** Squares at random in a picture, none of which touches the person. */
export function backgroundParts(
  { width, height }: { width: number; height: number },
  face: Box | undefined,
  most: number,
  random: () => number,
): Box[] {
  const person = face && growBox(face, PERSON);
  const parts: Box[] = [];
  for (let tries = 0; tries < MAX_TRIES && parts.length < most; tries++) {
    const side = Math.round(Math.min(width, height) * (SMALLEST + (LARGEST - SMALLEST) * random()));
    const x = Math.floor((width - side) * random());
    const y = Math.floor((height - side) * random());
    const part = { x, y, width: side, height: side };
    if (!person || intersection(part, person) === 0) parts.push(part);
  }
  return parts;
}

/** A part of a picture, as PNG. */
export async function cutOut(
  bytes: Uint8Array,
  { x, y, width, height }: Box,
): Promise<Uint8Array<ArrayBuffer>> {
  const part = sharp(bytes, { autoOrient: true }).extract({ left: x, top: y, width, height });
  return new Uint8Array(await part.png({ compressionLevel: 1 }).toBuffer());
}
