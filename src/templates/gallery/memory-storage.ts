import type { GalleryHeader, GalleryStorage, ManifestRow } from './gallery-storage.ts';

/** Keeps a gallery as long as the page lives, for a browser without IndexedDB. */
export function memoryStorage(): GalleryStorage & { erase(): void } {
  let header: GalleryHeader | undefined;
  let manifest: ManifestRow | undefined;
  const chunks = new Map<string, Uint8Array<ArrayBuffer>>();
  const pictures = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    storage: 'memory',
    header: async () => header,
    async addHeader(fresh) {
      header ??= fresh;
      return header;
    },
    manifest: async () => manifest,
    chunk: async (key) => chunks.get(key),
    picture: async (key) => pictures.get(key),
    async commit(write) {
      if (!header || header.gallery !== write.manifest.gallery) return false;
      if ((manifest?.change ?? 0) !== write.basedOn) return false;
      for (const key of write.deleteChunks) chunks.delete(key);
      for (const key of write.deletePictures) pictures.delete(key);
      for (const [key, bytes] of write.putChunks) chunks.set(key, bytes);
      for (const [key, bytes] of write.putPictures) pictures.set(key, bytes);
      manifest = write.manifest;
      header = write.header ?? header;
      return true;
    },
    close() {},
    erase() {
      header = undefined;
      manifest = undefined;
      chunks.clear();
      pictures.clear();
    },
  };
}
