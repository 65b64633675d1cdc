/** How far the model pack is loaded. */
export interface LoadProgress {
  /** The file the bytes last arrived for. */
  file: string;
  /** Bytes of all files of this load that have arrived or were in the cache. */
  loaded: number;
  /** Bytes of all files of this load. */
  total: number;
}
