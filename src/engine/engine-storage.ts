/** What the browser keeps for the engine. */
export interface StorageInfo {
  /** `memory` where there is no IndexedDB (some private windows, site data blocked): all goes with the page. */
  kind: 'indexeddb' | 'memory';
  /** Whether the browser promised not to evict it when space runs low. */
  persisted: boolean;
  /** Bytes this origin uses, all of the app's own included. */
  usage?: number;
  /** Bytes this origin may use. */
  quota?: number;
}

/** The engine's storage. */
export interface EngineStorage {
  /** Where data is kept, how much there is, and whether it may be evicted. */
  info(): Promise<StorageInfo>;
  /** Asks the browser not to evict what is stored. It may ask the person. @returns Whether it promised. */
  persist(): Promise<boolean>;
}
