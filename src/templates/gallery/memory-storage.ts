import type { GalleryHeader, GalleryStorage, ManifestRow, NextLock } from './gallery-storage.ts';

/** Keeps a gallery as long as the page lives, for a browser without IndexedDB. */
export function memoryStorage(): GalleryStorage & { erase(): void } {
  let header: GalleryHeader | undefined;
  let manifest: ManifestRow | undefined;
  let next: NextLock | undefined;
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
      if (write.moveTo) {
        const { chunks: ofChunks, pictures: ofPictures } = write.moveTo;
        if (!ofChunks.every((key) => chunks.has(key))) return false;
        if (!ofPictures.every((key) => pictures.has(key))) return false;
        keepOnly(chunks, ofChunks);
        keepOnly(pictures, ofPictures);
        next = undefined;
      }
      for (const key of write.deleteChunks) chunks.delete(key);
      for (const key of write.deletePictures) pictures.delete(key);
      for (const [key, bytes] of write.putChunks) chunks.set(key, bytes);
      for (const [key, bytes] of write.putPictures) pictures.set(key, bytes);
      manifest = write.manifest;
      header = write.header ?? header;
      return true;
    },
    nextLock: async () => next,
    async setNextLock(lock) {
      next = lock;
    },
    async abandonNextLock() {
      for (const rows of [chunks, pictures]) {
        for (const key of rows.keys()) if (next && key.startsWith(`${next.generation}/`)) rows.delete(key);
      }
      next = undefined;
    },
    rowKeys: async () => ({ chunks: [...chunks.keys()], pictures: [...pictures.keys()] }),
    async stage(rows) {
      for (const [key, bytes] of rows.chunks) chunks.set(key, bytes);
      for (const [key, bytes] of rows.pictures) pictures.set(key, bytes);
    },
    close() {},
    erase() {
      header = undefined;
      manifest = undefined;
      next = undefined;
      chunks.clear();
      pictures.clear();
    },
  };
}

function keepOnly(rows: Map<string, unknown>, keys: readonly string[]): void {
  const kept = new Set(keys);
  for (const key of rows.keys()) if (!kept.has(key)) rows.delete(key);
}
