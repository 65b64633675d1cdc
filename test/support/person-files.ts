import type { Browser } from 'playwright';
import { cropSample } from './crop-in-page.ts';
import type { TestFile } from './demo-page.ts';

/** Which sample, and the part of it. */
type Part = [sample: Parameters<typeof cropSample>[1], box: Parameters<typeof cropSample>[2]];

/** One person in two photos, and somebody else, cut from the samples as people would choose them. */
export async function personFiles(
  browser: Browser,
): Promise<Record<'person' | 'samePerson' | 'otherPerson', TestFile>> {
  const page = await browser.newPage();
  const file = async (name: string, ...part: Part): Promise<TestFile> => ({
    name,
    mimeType: 'image/jpeg',
    buffer: await cropSample(page, ...part),
  });
  const files = {
    person: await file('a.jpg', 1, { x: 1360, y: 110, width: 440, height: 480 }),
    samePerson: await file('b.jpg', 3, { x: 960, y: 100, width: 460, height: 540 }),
    otherPerson: await file('c.jpg', 1, { x: 360, y: 300, width: 340, height: 400 }),
  };
  await page.close();
  return files;
}
