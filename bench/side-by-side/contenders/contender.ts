/** What came of a picture, and what our own engine says of the time it took. */
export interface Extraction {
  /** Numbers in each template. */
  dimensions: number[];
  /** Milliseconds of the models' own runs and of decoding, if the contender tells. */
  floor?: { models: number; decode: number };
}

/** One contender in its page: each does the same job its own best way. */
export interface Contender {
  /** What it runs on, as the running library itself tells. */
  runsOn(): Promise<string>;
  /** The template of the one face of a picture: detection, landmarks, descriptor. */
  extract(picture: Blob): Promise<Extraction>;
  /** The templates of all faces of a picture. */
  extractAll(picture: Blob): Promise<Extraction>;
  /** How similar the faces of two pictures are, so that a first visit does all it takes to compare. */
  compare(first: Blob, second: Blob): Promise<number>;
  /** The chance that a picture shows a live person. */
  detectLiveness?(picture: Blob): Promise<Extraction>;
  /** The same by the permissive pack. */
  detectLivenessByPermissive?(picture: Blob): Promise<Extraction>;
  /** Goes through the frames of a video for the points and the pose of the face. @returns Frames with a face. */
  follow?(frames: readonly VideoFrame[]): Promise<number>;
  /** The same, and its quality, as far as the contender knows of one, and liveness. */
  check?(frames: readonly VideoFrame[]): Promise<number>;
  /** Makes ready for throughput with so many workers and threads of each; not there if that can't be chosen. */
  useWorkers?(workers: number | 'auto', threads?: number): Promise<void>;
  /** Milliseconds of each search of one descriptor among so many. */
  search?(rows: number, runs: number): number[];
}

declare global {
  /** Set by the contender's page when its first template is there. */
  var contender: Contender | undefined;
  /** So many workers the contender is to start with, instead of its default. */
  var workersAtStart: number | undefined;
  /** Milliseconds from navigation to the first template. */
  var firstTemplate: number | undefined;
  /** Why the contender failed to start. */
  var contenderFailure: string | undefined;
  /** The longest task of the page so far, in milliseconds; 0 if none took 50 ms, the browser's own limit. */
  var longestTask: number;
}
