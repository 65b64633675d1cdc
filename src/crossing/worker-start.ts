import type { BackendChoice, Environment, RuntimeChoice } from '../runtime/backend.ts';
import type { OnnxRuntimeLoader } from '../runtime/onnx-runtime.ts';
import type { RuntimeFiles } from '../runtime/runtime-files.ts';

/** The first message to a worker; every other one goes through the port. */
export interface WorkerStart {
  /** URL of the engine's script. */
  engine: string;
  /** URL of the script that reads videos, which runs in a thread of its own once the first one comes. */
  videos: string;
  /** What the page's calls arrive at, by comlink. */
  port: MessagePort;
  /** At which the page asks whether the worker still answers; see {@link WatchMessage}. */
  watch: MessagePort;
  /** A Web Lock that the worker holds as long as it lives, so that the page learns of its death. */
  lock: string;
  runtime: RuntimeFiles;
  /** The file for WASM; undefined if it depends on a pack that is yet to be fetched. */
  choice: RuntimeChoice | undefined;
  backend: BackendChoice;
  threads: number | undefined;
}

/** What the worker says at its watch port, and a reading of untrusted bytes that began or ended for a call. */
export type WatchMessage = 'locked' | 'alive' | { call: number; isReading: boolean };

/** What a worker's entry hands over to the engine's script, which shares no module with it. */
export interface HandOver extends Pick<WorkerStart, 'port' | 'watch' | 'videos'> {
  environment: Environment;
  /** Loads a build of the inference runtime, or gives the one that is being loaded. */
  loadRuntime: OnnxRuntimeLoader;
  /** Of the runtime: what the page asks for, or one if no more can be started. */
  threads: number | undefined;
}

declare global {
  /** Set by the entry before it imports the engine's script. */
  var inpageFaceHandOver: HandOver | undefined;
}
