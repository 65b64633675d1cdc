/** Where records lie: in the browser's database, or only in memory. */
export type RecordStorage = 'indexeddb' | 'memory';

/** Bytes by name. */
export interface RecordStore {
  readonly storage: RecordStorage;
  get(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** @throws {StorageError} `quota` if the browser gives no more room. */
  set(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  delete(names: readonly string[]): Promise<void>;
  names(): Promise<string[]>;
  clear(): Promise<void>;
  /** Ends the use of the store. */
  close(): void;
  /** Removes the store itself; nothing stays behind. It can't be used afterwards. */
  erase(): Promise<void>;
}
