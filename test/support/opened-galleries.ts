import { onTestFinished } from 'vitest';
import type { Gallery } from '../../src/templates/gallery/gallery.ts';
import { openGallery } from './gallery.ts';

let names = 0;

/** The name of a gallery that no test used before. */
export const freshName = (): string => `gallery ${++names}`;

/** Opens a gallery as one more tab would; it is closed once the test is finished. */
export async function open(...parameters: Parameters<typeof openGallery>): Promise<Gallery<Blob>> {
  const gallery = await openGallery(...parameters);
  onTestFinished(() => gallery.close());
  return gallery;
}
