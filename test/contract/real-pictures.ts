import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import type { Box } from '../../src/media/geometry.ts';
import { growBox } from '../../src/vision/grow-box.ts';
import { sampleFile } from '../support/folders.ts';
import { SAME_PERSON } from '../support/pictures.ts';
import type { Bytes, Pictures } from './contract-case.ts';

/** Another person, two people, and a wall, in sample6.jpg. */
const SAMPLE_6 = {
  person: { x: 640, y: 360, width: 240, height: 260 },
  two: { x: 180, y: 260, width: 820, height: 620 },
  wall: { x: 0, y: 0, width: 600, height: 280 },
} as const satisfies Record<string, Box>;

/** The contract's pictures, cut out of the group photos by a browser. */
export async function cutPictures(page: Page): Promise<Pictures> {
  const cut = (sample: 1 | 3 | 6, box: Box, type = 'image/jpeg') => cutOut(page, sample, box, type);
  return {
    anna: await cut(1, growBox(SAME_PERSON.sample1, 1.6)),
    annaAgain: await cut(3, growBox(SAME_PERSON.sample3, 1.6)),
    ben: await cut(6, growBox(SAMPLE_6.person, 1.6)),
    annaPng: await cut(1, growBox(SAME_PERSON.sample1, 1.6), 'image/png'),
    nobody: await cut(6, SAMPLE_6.wall),
    two: await cut(6, SAMPLE_6.two),
  };
}

async function cutOut(page: Page, sample: 1 | 3 | 6, box: Box, type: string): Promise<Bytes> {
  const photo = readFileSync(sampleFile(sample)).toString('base64');
  const base64 = await page.evaluate(
    async ({ photo, box, type }) => {
      const bytes = Uint8Array.from(atob(photo), (char) => char.charCodeAt(0));
      const whole = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(box.width, box.height);
      canvas.getContext('2d')?.drawImage(whole, -Math.round(box.x), -Math.round(box.y));
      const blob = await canvas.convertToBlob({ type, quality: 0.95 });
      let binary = '';
      for (const byte of new Uint8Array(await blob.arrayBuffer())) binary += String.fromCharCode(byte);
      return btoa(binary);
    },
    { photo, box, type },
  );
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
