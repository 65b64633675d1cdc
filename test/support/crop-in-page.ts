import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { Box } from '../../src/media/geometry.ts';
import { sampleFile } from './folders.ts';

/** Crops a group photo in a page of Chromium, for end-to-end tests, which run in Node: JPEG bytes. */
export async function cropSample(
  page: Page,
  sample: Parameters<typeof sampleFile>[0],
  box: Box,
): Promise<Buffer> {
  const picture = (await readFile(sampleFile(sample))).toString('base64');
  const cropped = await page.evaluate(
    async ({ picture, box }) => {
      const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]), box.x, box.y, box.width, box.height);
      const canvas = document.createElement('canvas');
      canvas.width = box.width;
      canvas.height = box.height;
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      return canvas.toDataURL('image/jpeg', 0.95);
    },
    { picture, box },
  );
  return Buffer.from(cropped.slice(cropped.indexOf(',') + 1), 'base64');
}
