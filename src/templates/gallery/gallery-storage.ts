import type { Lock } from '../protection/protection.ts';

/** What is kept in the clear about a gallery. */
export interface GalleryHeader {
  /** Random; another one means that the gallery was erased and made anew. */
  gallery: string;
  /** Counts the reissues and the changes of protection: another one means that everything was sealed anew. */
  epoch: number;
  /** Names the keys and the pictures' rows since the protection was changed; absent if it never was. */
  generation?: string;
  lock: Lock;
  /** A sealed constant: it opens with the right key only. */
  check: Uint8Array<ArrayBuffer>;
  /** The sealed settings of the transform, if the gallery's templates are rotated. */
  transform?: Uint8Array<ArrayBuffer>;
  /** Sealed over all of the above, so that none of it is of another age. Absent until the gallery's first change. */
  binding?: Uint8Array<ArrayBuffer>;
}

/** The gallery's state at a change: which chunks make it up, sealed. */
export interface ManifestRow {
  gallery: string;
  epoch: number;
  /** Counts the changes, from 1; two tabs agree on the state if they agree on it. */
  change: number;
  /** The binding of the header it goes with, in hexadecimal. Absent in galleries not changed since there are bindings. */
  binding?: string;
  sealed: Uint8Array<ArrayBuffer>;
}

/** The lock that a change of protection leads to, until the change has come to its end. */
export interface NextLock {
  generation: string;
  lock: Lock;
  /** Sealed over both by the keys that still count: nobody else can plant a lock. */
  binding: Uint8Array<ArrayBuffer>;
}

/** Sealed chunks and pictures by their keys. */
export interface GalleryRows {
  chunks: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  pictures: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** The keys of chunks and pictures. */
export interface RowKeys {
  chunks: readonly string[];
  pictures: readonly string[];
}

/** A change, written as a whole or not at all. */
export interface GalleryWrite {
  /** The change number it builds on; 0 for the first. */
  basedOn: number;
  manifest: ManifestRow;
  /** Replaces the header, e.g. when the transform's secret changes. */
  header?: GalleryHeader;
  putChunks: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  deleteChunks: readonly string[];
  putPictures: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  deletePictures: readonly string[];
  /** Of a change of protection: all rows that count from now on, staged before. The others go. */
  moveTo?: RowKeys;
}

/** Where a gallery's sealed bytes lie. Nothing here knows a key. */
export interface GalleryStorage {
  readonly storage: 'indexeddb' | 'memory';
  header(): Promise<GalleryHeader | undefined>;
  /** Stores the header of a new gallery. @returns What is stored: another tab's if that came first. */
  addHeader(header: GalleryHeader): Promise<GalleryHeader>;
  manifest(): Promise<ManifestRow | undefined>;
  chunk(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  picture(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /**
   * Writes a change, atomically and durably.
   *
   * @returns False, with nothing written, if the gallery is no more at the change it builds on, or a row that it moves
   * to is missing.
   */
  commit(write: GalleryWrite): Promise<boolean>;
  nextLock(): Promise<NextLock | undefined>;
  /** Stores where a change of protection leads to. */
  setNextLock(next: NextLock): Promise<void>;
  /** Gives up a change of protection: its rows go. */
  abandonNextLock(): Promise<void>;
  /** The keys of all rows, of those that count and of those that are staged. */
  rowKeys(): Promise<RowKeys>;
  /** Stores rows beside those that count. */
  stage(rows: GalleryRows): Promise<void>;
  close(): void;
}
