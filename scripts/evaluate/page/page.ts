// The page in headless Chromium that `npm run evaluate` measures in: the library as an app uses it.
import { reasonOf } from '../../../src/contract/errors.ts';
import { createEngine, type Face, type FaceEngine, type StageTimings } from '../../../src/index.ts';
import type { MeasuringPage } from '../../measuring/measuring-page.ts';

/** A picture that keeps the engine busy for longer is given up. */
const PICTURE_TIME_LIMIT_MS = 60_000;

/** What came of a picture. */
export type Measurement =
  | {
      outcome: 'template';
      template: Uint8Array;
      timings: StageTimings;
      /** Where the face is, and how it is turned. */
      face: Pick<Face, 'box' | 'points' | 'pose'>;
      /** How many faces the picture shows. */
      faces: number;
    }
  | { outcome: 'no face'; timings: StageTimings }
  | { outcome: 'failed'; reason: string };

let engine: FaceEngine;

async function start(models: string): Promise<string> {
  engine = await createEngine({ models, cache: false });
  await engine.load();
  return (await engine.version()).tfss;
}

/** Only if there are several faces does the picture's size matter. */
async function mostCentral(faces: Face[], picture: Blob): Promise<Face | undefined> {
  if (faces.length < 2) return faces[0];
  const { width, height } = await createImageBitmap(picture);
  const offCentre = ({ box }: Face) =>
    Math.hypot(box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2);
  return faces.reduce((best, face) => (offCentre(face) < offCentre(best) ? face : best));
}

/** The picture as somebody who holds the camera askew would have taken it. */
async function turn(picture: Blob, turns: number): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  const [width, height] = turns % 2 === 0 ? [bitmap.width, bitmap.height] : [bitmap.height, bitmap.width];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  context?.translate(width / 2, height / 2);
  context?.rotate((turns * Math.PI) / 2);
  context?.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

/** The template of the face nearest the centre of a picture. */
async function measure(address: string, turns: number): Promise<Measurement> {
  try {
    const response = await fetch(address);
    if (!response.ok) return { outcome: 'failed', reason: "the file can't be read" };
    const stored = await response.blob();
    const picture = turns === 0 ? stored : await turn(stored, turns);
    let timings: StageTimings | undefined;
    const faces = await engine.faces(picture, {
      templates: true,
      anyQuality: true,
      signal: AbortSignal.timeout(PICTURE_TIME_LIMIT_MS),
      onTimings: (measured) => {
        timings = measured;
      },
    });
    if (timings === undefined) throw new Error('the engine reported no timings');
    const face = await mostCentral(faces, picture);
    if (face === undefined) return { outcome: 'no face', timings };
    const { template, box, points, pose } = face;
    if (template === undefined) throw new Error('the engine gave no template');
    return { outcome: 'template', template, timings, face: { box, points, pose }, faces: faces.length };
  } catch (error) {
    return { outcome: 'failed', reason: reasonOf(error) };
  }
}

globalThis.measuringPage = { start, measure } satisfies MeasuringPage<Measurement>;
