import pLimit from 'p-limit';
import { MAX_PICTURE_BYTES } from '../media/limits.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { TemplateCache } from '../templates/cache/template-cache.ts';
import type { CallContext } from '../vision/face-pipeline.ts';

/** Pictures looked up at a time: each lies in memory as a whole meanwhile. */
const LOOKUPS_AT_ONCE = 4;

/** The template kept for a picture, or else the one that `extract` makes. A cache that fails is none. */
export type SeenPictures = (
  picture: PictureInput,
  context: CallContext,
  extract: () => Promise<Uint8Array<ArrayBuffer>>,
) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * Templates of pictures seen before. Only encoded pictures are known again: the bytes of pixels say nothing of
 * how they will be read. A picture that gave no template is never kept.
 *
 * @param openCache Gives the cache, at the first lookup and after it was erased; undefined if there is none.
 * @param shapedBy Names whatever else shapes the template of a picture, the models above all.
 */
export function seenPictures(
  openCache: () => Promise<TemplateCache | undefined>,
  shapedBy: string,
): SeenPictures {
  const lookups = pLimit(LOOKUPS_AT_ONCE);
  const lookUp = async (picture: PictureInput) => {
    const cache = await openCache();
    // Without a cache the picture's bytes are not read for nothing.
    const bytes = cache && (await encodedBytes(picture));
    if (!bytes) return undefined;
    const key = await cache.key(bytes, shapedBy);
    return { cache, key, template: await cache.get(key) };
  };
  return async (picture, { signal, timings }, extract) => {
    const entry = await lookups(async () => {
      signal.throwIfAborted();
      const start = performance.now();
      const found = await lookUp(picture).catch(() => undefined);
      timings.total += performance.now() - start;
      return found;
    });
    if (entry?.template) return entry.template;
    const template = await extract();
    // The call doesn't wait for the writing, which never fails.
    if (entry) void entry.cache.put(entry.key, template);
    return template;
  };
}

/** Undefined if the picture is decoded already, or too large to be read at all. */
async function encodedBytes(picture: PictureInput): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (picture instanceof Blob) {
    return picture.size <= MAX_PICTURE_BYTES ? new Uint8Array(await picture.arrayBuffer()) : undefined;
  }
  if (picture instanceof ArrayBuffer) return new Uint8Array(picture);
  if (!ArrayBuffer.isView(picture)) return undefined;
  return new Uint8Array(picture.buffer, picture.byteOffset, picture.byteLength);
}
