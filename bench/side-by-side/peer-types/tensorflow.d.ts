/** What the bench uses of TensorFlow.js inside the peers. */
export interface TensorFlow {
  setBackend(name: string): Promise<boolean>;
  setWasmPaths(folder: string): void;
  ready(): Promise<void>;
  getBackend(): string;
  getThreadsCount?(): number;
  env(): { getAsync(flag: string): Promise<unknown> };
  version?: Record<string, string>;
}
