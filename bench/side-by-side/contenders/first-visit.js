/** @import { Contender } from './contender.ts' */

/**
 * What a page does on a visit: it fetches its first picture while the contender starts, and makes its template.
 * The time of that counts from the navigation.
 *
 * @param {() => Promise<Contender>} start
 */
export async function visit(start) {
  try {
    const [contender, picture] = await Promise.all([start(), fetchPicture('/pictures/small.jpg')]);
    await contender.extract(picture);
    globalThis.firstTemplate = performance.now();
    globalThis.contender = contender;
  } catch (error) {
    globalThis.contenderFailure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** @param {string} path */
async function fetchPicture(path) {
  const response = await fetch(path);
  return response.blob();
}
