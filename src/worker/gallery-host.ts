import { RetriedMemo, RetriedMemoMap } from '../common/retried-memo.ts';
import type { GalleryCall } from '../crossing/worker-protocol.ts';
import type { Engine } from '../engine/engine.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { LongCallOptions } from '../templates/gallery/face-gallery.ts';
import { Gallery } from '../templates/gallery/gallery.ts';
import { findStorageBackend } from '../templates/gallery/storage-backend.ts';

/** The galleries of the worker: opened at their first call, and again after the worker was replaced. */
export function galleryHost(engine: Pick<Engine, 'galleryParts'>) {
  const galleries = new RetriedMemoMap<number, Gallery<PictureInput>>();
  const backend = new RetriedMemo(findStorageBackend);

  async function open(name: string, options: GalleryCall['gallery']['options'] & LongCallOptions) {
    const { deviceKeys, storageOf } = await backend.get();
    const parts = await engine.galleryParts();
    return Gallery.open<PictureInput>(name, { ...parts, deviceKeys, storage: storageOf(name) }, options);
  }

  return {
    /** @param here What can't cross in the call itself. */
    async call(
      { gallery: { handle, name, options: opening }, method, parameters, options }: GalleryCall,
      here: LongCallOptions,
    ): Promise<unknown> {
      if (method === 'close') return (await galleries.forget(handle))?.close();
      // Opening anew, after the worker was replaced, is for all who call meanwhile: none of them can abort it.
      const all = { ...opening, ...(method === 'open' && here) };
      const gallery = await galleries.get(handle, () => open(name, all));
      if (method === 'open') return undefined;
      // The page's facade gave the parameters their types; the options come last in every method.
      const call = gallery[method] as (...all: unknown[]) => Promise<unknown>;
      return await call.apply(gallery, [...parameters, { ...options, ...here }]);
    },

    /** Removes everything stored; open galleries go on empty. */
    async eraseAll(): Promise<void> {
      await (await backend.get()).eraseAll();
    },
  };
}
