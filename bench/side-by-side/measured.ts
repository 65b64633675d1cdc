import type { ContenderName } from './contenders.ts';
import type { ColdStart } from './measure-cold-start.ts';
import type { Memory } from './measure-memory.ts';
import type { Phone } from './measure-phone.ts';
import type { SearchRow } from './measure-search.ts';
import type { Throughput } from './measure-throughput.ts';
import type { Part, Transfer } from './measure-transfer.ts';
import type { Video } from './measure-video.ts';
import type { Warm } from './measure-warm.ts';

/** Figures of each contender. */
export type Each<Figures> = Partial<Record<ContenderName, Figures>>;

/** What a run measured; a part that was left out is empty. */
export interface Measured {
  cold: Each<ColdStart>;
  /** Of the runtime with our models alone. */
  coldFloor?: ColdStart;
  /** Milliseconds of first visits over a slow line. */
  line: Each<number[]>;
  /** Of the runtime with our models alone. */
  lineFloor?: number[];
  transfer: Each<Record<Part, Transfer>>;
  warm: Each<Warm>;
  /** Of the runtime with our models alone. */
  warmFloor?: Warm;
  throughput: Each<Throughput>;
  video: Each<Video>;
  /** The longest task of our page while it watches a video, in milliseconds. */
  videoTask?: number;
  memory: Each<Memory>;
  /** Of the runtime with our models alone. */
  memoryFloor?: Memory;
  /** The most that our page's process held with two workers, in bytes. */
  poolPeak?: number;
  phone: Each<Phone>;
  /** Of the runtime with our models alone. */
  phoneFloor?: Phone;
  search: SearchRow[];
}
