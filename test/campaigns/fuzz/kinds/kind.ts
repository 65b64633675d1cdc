import type { FaceEngine, FaceGallery } from '../../../../src/index.ts';
import type { PictureSource } from '../../../../src/page/picture-source.ts';
import type { Random } from '../../random.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/** What an input is handed to: it and the bytes repeat a case without its seed. */
export type Call = Readonly<Record<string, string>>;

/** The input of one case. */
export interface Input {
  bytes: Bytes;
  call: Call;
}

/** Sound files to damage, by their names. */
export type Corpus = Readonly<Record<string, Bytes>>;

/** What the cases of a page share. */
export interface Bench {
  engine: FaceEngine;
  gallery: FaceGallery<PictureSource>;
  corpus: Corpus;
  /** A picture of one face, and its template. */
  clean: { picture: Blob; template: Bytes };
}

/** A kind of hostile input. */
export interface Kind {
  /** Milliseconds within which every call settles. */
  budget: number;
  /** Cases under way at a time. */
  inFlight: number;
  /** Makes a case's input; the same random numbers make the same one. */
  make(random: Random, bench: Bench): Promise<Input> | Input;
  /** Makes the call. @returns What came of it, in a word. @throws What the engine threw, or a {@link Fault}. */
  attempt(input: Input, bench: Bench): Promise<string>;
  /** Whether the call may reject so. */
  allows(error: unknown, call: Call): boolean;
}

/** An answer that is none of those promised. */
export class Fault extends Error {
  override readonly name = 'Fault';
}

/** @throws {Fault} unless it is so. */
export function expectThat(isSo: boolean, otherwise: string): asserts isSo {
  if (!isSo) throw new Fault(otherwise);
}

/** The files of a folder of the corpus, in an order that is always the same. */
export function filesIn(corpus: Corpus, folder: string): [Bytes, ...Bytes[]] {
  const names = Object.keys(corpus).filter((name) => name.startsWith(`${folder}/`));
  const [first, ...others] = names.sort().flatMap((name) => corpus[name] ?? []);
  if (!first) throw new Error(`The corpus has no ${folder}.`);
  return [first, ...others];
}
