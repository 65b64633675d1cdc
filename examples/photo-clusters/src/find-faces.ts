import { ApiLiteError, type Box, type FaceEngine } from 'inpage-face';

/** A face in a photo. */
export interface FoundFace {
  photo: File;
  template: Uint8Array<ArrayBuffer>;
  /** URL of a small picture of it. */
  portrait: string;
}

/** What photos show. */
export interface FoundFaces {
  faces: FoundFace[];
  /** Files that are no picture that can be read. */
  unreadable: number;
  /** Faces that can't be told from others: blurred, covered, turned away. */
  unclear: number;
}

/** Side of a portrait, in pixels. */
const PORTRAIT_SIDE = 160;

/** How much of the picture around the box is shown, in widths of the box. */
const MARGIN = 0.3;

/** Finds the faces of photos, one photo after the other. @param onPhoto Told after each. */
export async function findFaces(
  engine: FaceEngine,
  photos: readonly File[],
  { signal, onPhoto }: { signal: AbortSignal; onPhoto: (done: number) => void },
): Promise<FoundFaces> {
  const found: FoundFaces = { faces: [], unreadable: 0, unclear: 0 };
  for (const [index, photo] of photos.entries()) {
    try {
      const seen = await engine.faces(photo, { templates: true, signal });
      const bitmap = await createImageBitmap(photo);
      for (const { box, template } of seen) {
        if (template) found.faces.push({ photo, template, portrait: await portraitOf(bitmap, box) });
        else found.unclear++;
      }
      bitmap.close();
    } catch (error) {
      if (!(error instanceof ApiLiteError) || error.reason !== 'unreadable-picture') throw error;
      found.unreadable++;
    }
    onPhoto(index + 1);
  }
  return found;
}

async function portraitOf(picture: ImageBitmap, { x, y, width, height }: Box): Promise<string> {
  const side = Math.max(width, height) * (1 + 2 * MARGIN);
  const [left, top] = [x + width / 2 - side / 2, y + height / 2 - side / 2];
  const canvas = new OffscreenCanvas(PORTRAIT_SIDE, PORTRAIT_SIDE);
  canvas.getContext('2d')?.drawImage(picture, left, top, side, side, 0, 0, PORTRAIT_SIDE, PORTRAIT_SIDE);
  return URL.createObjectURL(await canvas.convertToBlob({ type: 'image/jpeg' }));
}
