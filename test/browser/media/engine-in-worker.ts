// A worker that makes an engine of its own, and hands it pictures in the forms that a worker has.
import { createEngine } from '../../../src/index.ts';

export interface Extracted {
  form: string;
  /** Length of the template, or what went wrong. */
  outcome: number | string;
}

addEventListener('message', async ({ data: photo }: MessageEvent<Blob>) => {
  const engine = await createEngine({ cache: false });
  const bitmap = await createImageBitmap(photo);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  const frame = new VideoFrame(bitmap, { timestamp: 0 });
  const extracted: Extracted[] = [];
  for (const [form, picture] of Object.entries({ photo, bitmap, canvas, frame })) {
    const outcome = await engine.extract(picture).then(({ length }) => length, String);
    extracted.push({ form, outcome });
  }
  frame.close();
  engine.dispose();
  postMessage(extracted);
});
